/** Container registries: the OCI distribution client, authentication and pacing. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.registry;

import org.jspecify.annotations.NullMarked;
