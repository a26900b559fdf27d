/** Registries and credentials from files: {@code registries.conf} and Docker configurations. */
package io.jenkins.plugins.argoimageupdate.engine.registry.config;
