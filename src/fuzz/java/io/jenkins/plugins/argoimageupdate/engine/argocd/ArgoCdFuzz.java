package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.fuzz.FuzzInput;
import java.io.ByteArrayInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Argo CD answers. */
public final class ArgoCdFuzz {

    private ArgoCdFuzz() {}

    /** An Application, a list of them or a resource tree; what is no JSON is a {@link JacksonException}, which the transport catches. */
    public static void application(byte[] input) {
        byte[] json = FuzzInput.bytes(input);
        try {
            JsonNode answer = JsonAnswers.MAPPER.readTree(json);
            ApplicationJson.live(answer);
            ListedItems.read(new ByteArrayInputStream(json), ApplicationJson::live);
        } catch (JacksonException e) {
            // told as such
        }
    }
}
