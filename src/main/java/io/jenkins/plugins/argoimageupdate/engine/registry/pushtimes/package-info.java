/** Push times of tags, from the APIs of those registries that tell them. */
package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;
