package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.net.URI;
import java.util.Map;

/** Vendors' APIs at another address than the real one. */
public final class RecordedPushTimes {

    private RecordedPushTimes() {}

    /** Docker Hub's API at {@code base} tells the push times of {@code endpoint}. */
    public static PushTimes dockerHub(RegistryEndpoint endpoint, URI base) {
        return new PushTimes(Map.of(endpoint.host(), new DockerHubPushTimes(base)));
    }
}
