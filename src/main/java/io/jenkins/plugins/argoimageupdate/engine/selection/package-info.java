/** Choosing the tag of an image: reading from its registry what the strategy needs, and taking the best. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.selection;

import org.jspecify.annotations.NullMarked;
