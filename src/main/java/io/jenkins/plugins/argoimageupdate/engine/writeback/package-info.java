/** How a plan becomes files and a commit. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback;

import org.jspecify.annotations.NullMarked;
