/** What keeps a newer version of an image from being written for now. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.guard;

import org.jspecify.annotations.NullMarked;
