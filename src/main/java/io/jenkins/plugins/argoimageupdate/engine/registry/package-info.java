/** Container registries: the OCI distribution client, authentication and pacing. */
package io.jenkins.plugins.argoimageupdate.engine.registry;
