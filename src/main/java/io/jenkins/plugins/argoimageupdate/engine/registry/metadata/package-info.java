/** What is known of a repository's tags, in memory and on disk. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import org.jspecify.annotations.NullMarked;
