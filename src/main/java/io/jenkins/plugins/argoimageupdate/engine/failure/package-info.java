/** What can go wrong, in words for its reader. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.failure;

import org.jspecify.annotations.NullMarked;
