/** Registries and credentials from files: {@code registries.conf} and Docker configurations. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import org.jspecify.annotations.NullMarked;
