/** Update strategies: how one tag of an image is preferred over the others. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.strategy;

import org.jspecify.annotations.NullMarked;
