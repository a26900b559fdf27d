package io.jenkins.plugins.argoimageupdate.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class OverrideAnswererTest {

    private static final String CASE = """
            {"appName": "my-app", "appNamespace": "argocd", "sourceType": "Helm", "sourcePath": "charts/app",
             "liveImages": ["example.com/app:1.0.0"], "method": "git", "branch": "main:update-{{.AppName}}",
             "images": [{"alias": "a", "imageName": "example.com/app", "manifestTargets": {"helm": {"spec": "image"}}}],
             "registryTags": {"app": [{"name": "1.1.0"}]}, "files": {}}
            """;

    @Test
    public void answersWithFilesMessageAndBranch() throws InterruptedException {
        JsonNode answer = answer(CASE);

        assertThat(answer.get("applicationMatched").asBoolean()).isTrue();
        assertThat(answer.get("committed").asBoolean()).isTrue();
        assertThat(answer.get("target").asString()).isEqualTo("charts/app/.argocd-source-my-app.yaml");
        assertThat(answer.at("/files/charts~1app~1.argocd-source-my-app.yaml").asString())
                .isEqualTo(
                        "helm:\n  parameters:\n  - name: image\n    value: example.com/app:1.1.0\n    forcestring: true\n");
        assertThat(answer.get("commitMessage").asString()).contains("updates image app tag '1.0.0' to '1.1.0'");
    }

    @Test
    public void answersABranchWithoutForce() throws InterruptedException {
        JsonNode answer = answer(CASE);

        assertThat(answer.get("pushBranch").asString()).isEqualTo("update-");
        assertThat(answer.has("forcePush")).isFalse();
    }

    @Test
    public void countsAnUnknownRepositoryAsAnError() throws InterruptedException {
        JsonNode answer = answer(CASE.replace("\"app\": [", "\"other\": ["));

        assertThat(answer.get("errors").asInt()).isEqualTo(1);
        assertThat(answer.get("committed").asBoolean()).isFalse();
    }

    @Test
    public void answersParametersForTheMethodArgoCd() throws InterruptedException {
        JsonNode answer = answer(CASE.replace("\"git\"", "\"argocd\""));

        assertThat(answer.get("specHelmParameters").toString())
                .isEqualTo("[{\"name\":\"image\",\"value\":\"example.com/app:1.1.0\",\"forceString\":true}]");
    }

    private static JsonNode answer(String input) throws InterruptedException {
        return new OverrideAnswerer().answer(JsonMapper.shared().readTree(input));
    }
}
