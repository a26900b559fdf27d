/** Manifests, indexes and image configurations, read as the OCI image specification has them. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import org.jspecify.annotations.NullMarked;
