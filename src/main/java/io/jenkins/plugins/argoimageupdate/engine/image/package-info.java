/** Image references, tags, platforms, tag filters, and the verdict on a tag. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.image;

import org.jspecify.annotations.NullMarked;
