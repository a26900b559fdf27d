/** What is to change, as pure data. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.plan;

import org.jspecify.annotations.NullMarked;
