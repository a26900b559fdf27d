/** What is known of a repository's tags, in memory and on disk. */
package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;
