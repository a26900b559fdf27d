/** Push times of tags, from the APIs of those registries that tell them. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import org.jspecify.annotations.NullMarked;
