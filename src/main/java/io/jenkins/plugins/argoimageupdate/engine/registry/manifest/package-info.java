/** Manifests, indexes and image configurations, read as the OCI image specification has them. */
package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;
