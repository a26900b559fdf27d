/** Choosing the tag of an image, in one place for all strategies. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.selection;

import org.jspecify.annotations.NullMarked;
