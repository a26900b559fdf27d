/** Pages of a tag list, read as a stream. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import org.jspecify.annotations.NullMarked;
