/** Container registries: the OCI distribution client, authentication, endpoints and tag metadata. */
package io.jenkins.plugins.argoimageupdate.engine.registry;
