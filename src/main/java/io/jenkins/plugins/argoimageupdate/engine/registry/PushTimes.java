package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import java.util.List;

/** When tags were pushed, where the registry's vendor has an API that tells. */
public final class PushTimes {

    /**
     * What could be found out.
     *
     * @param tags all tags with their push times as {@link RegistryTag#created()}; empty if the registry does not tell
     * @param notes what the user should know
     */
    public record Answer(List<RegistryTag> tags, List<String> notes) {}

    Answer of(RegistryClients clients, RegistryEndpoint endpoint, RegistryLogin login, String repository)
            throws InterruptedException {
        return new Answer(
                List.of(),
                List.of("the registry " + endpoint.host()
                        + " has no known API for push times; the build dates decide instead"));
    }
}
