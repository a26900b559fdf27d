package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class RegistryWebhookTest {

    private static final String DOCKER_HUB =
            "{\"push_data\":{\"tag\":\"1.2\"},\"repository\":{\"repo_name\":\"team/app\"}}";
    private static final String DISTRIBUTION = """
            {"events":[
             {"action":"pull","target":{"repository":"team/app","tag":"1.1"},"request":{"host":"r.example:5000"}},
             {"action":"push","target":{"repository":"team/app","digest":"sha256:1"},"request":{"host":"r.example:5000"}},
             {"action":"push","target":{"repository":"team/app","tag":"1.2","digest":"sha256:2"},
              "request":{"host":"r.example:5000"}}]}""";

    @Test
    public void readsAPushToDockerHub() {
        assertThat(open().receive(post("type=docker.io", DOCKER_HUB)))
                .containsExactly(new PushEvent("docker.io", "team/app", "1.2", ""));
    }

    @Test
    public void takesTheSenderFromTheHeaderToo() {
        WebhookRequest request = new WebhookRequest(
                "POST", null, Map.of("x-registry-type", "docker.io"), DOCKER_HUB.getBytes(StandardCharsets.UTF_8));
        assertThat(open().receive(request)).hasSize(1);
    }

    @Test
    public void takesBothOfGitHubsPackageEvents() {
        for (String event : List.of("package", "registry_package")) {
            String body =
                    "{\"action\":\"published\",\"" + event + "\":{\"name\":\"App\",\"package_type\":\"CONTAINER\","
                            + "\"owner\":{\"login\":\"MyOrg\"},\"package_version\":{\"container_metadata\":{\"tag\":{\"name\":\"v1\"}}}}}";
            assertThat(open().receive(post("type=ghcr.io", body, "X-GitHub-Event", event)))
                    .containsExactly(new PushEvent("ghcr.io", "myorg/app", "v1", ""));
        }
    }

    @Test
    public void aPingOfGitHubIsNoFault() {
        WebhookRefusedException e = refusal(open(), post("type=ghcr.io", "{}", "X-GitHub-Event", "ping"));
        assertThat(e.status()).isEqualTo(202);
    }

    @Test
    public void takesEveryTagOfAPush() {
        String quay =
                "{\"repository\":\"team/app\",\"docker_url\":\"quay.io/team/app\",\"updated_tags\":[\"1.0\",\"latest\"]}";
        assertThat(open().receive(post("type=quay.io", quay)))
                .extracting(PushEvent::tag)
                .containsExactly("1.0", "latest");
        String harbor = harbor("PUSH_ARTIFACT", "event_data");
        assertThat(open().receive(post("type=harbor", harbor)))
                .containsExactly(new PushEvent("harbor.example.com", "team/app", "1.0", "sha256:2"));
    }

    @Test
    public void takesHarborsCloudEvents() {
        WebhookRequest request = post(
                "type=harbor",
                harbor("harbor.artifact.pushed", "data"),
                "Content-Type",
                "application/cloudevents+json");
        assertThat(open().receive(request)).extracting(PushEvent::repository).containsExactly("team/app");
    }

    private static String harbor(String type, String data) {
        return "{\"type\":\"" + type + "\",\"" + data + "\":{\"resources\":["
                + "{\"digest\":\"sha256:1\",\"resource_url\":\"harbor.example.com/team/app@sha256:1\"},"
                + "{\"digest\":\"sha256:2\",\"tag\":\"1.0\",\"resource_url\":\"harbor.example.com/team/app:1.0\"}],"
                + "\"repository\":{\"repo_full_name\":\"team/app\"}}}";
    }

    @Test
    public void readsDistributionNotificationsOfTaggedPushesOnly() {
        for (String type : List.of("distribution", "gitlab")) {
            WebhookRequest request = post(
                    "type=" + type, DISTRIBUTION, "Content-Type", "application/vnd.docker.distribution.events.v1+json");
            assertThat(open().receive(request))
                    .containsExactly(new PushEvent("r.example:5000", "team/app", "1.2", "sha256:2"));
        }
    }

    /** GitLab's registry sends a dozen events for one push; all but one are about layers, manifests without a tag, and pulls. */
    @Test
    public void findsTheOneTaggedPushOfAnEnvelope() {
        String untagged = "{\"action\":\"push\",\"target\":{\"repository\":\"grp/sub/app\",\"digest\":\"sha256:1\"},"
                + "\"request\":{\"host\":\"registry.gitlab.example.com\"},\"source\":{\"addr\":\"gl:5000\"}}";
        String tagged = untagged.replace("\"sha256:1\"", "\"sha256:1\",\"tag\":\"1.2.3\"");
        String pull = tagged.replace("push", "pull").replace("1.2.3", "1.0.0");
        String body = "{\"events\":[" + String.join(",", untagged, pull, untagged, tagged, pull) + "]}";
        assertThat(open().receive(post(
                        "type=gitlab", body, "Content-Type", "application/vnd.docker.distribution.events.v2+json")))
                .containsExactly(new PushEvent("registry.gitlab.example.com", "grp/sub/app", "1.2.3", "sha256:1"));
    }

    @Test
    public void aNotificationOfPullsIsNothingToDo() {
        String pull = "{\"events\":[{\"action\":\"pull\",\"target\":{\"repository\":\"a\",\"tag\":\"1\"}}]}";
        assertThat(open().receive(post("type=distribution", pull))).isEmpty();
    }

    @Test
    public void readsWhatAPipelineSends() {
        assertThat(open().receive(post("type=generic", "{\"image\":\"ghcr.io/org/app:main-1\"}")))
                .containsExactly(new PushEvent("ghcr.io", "org/app", "main-1", ""));
        assertThat(open().receive(post(
                        "type=generic", "{\"images\":[\"org/a:1\",\"r.io/b@sha256:" + "0".repeat(64) + "\"]}")))
                .containsExactly(
                        new PushEvent("", "org/a", "1", ""),
                        new PushEvent("r.io", "b", "", "sha256:" + "0".repeat(64)));
        assertThat(open().receive(post(
                        "type=generic",
                        "{\"registry\":\"r.io\",\"repository\":\"a/b\",\"tag\":\"1\",\"digest\":\"d\"}")))
                .containsExactly(new PushEvent("r.io", "a/b", "1", "d"));
    }

    @Test
    public void checksTheSecretWhereItsSenderPutsIt() {
        RegistryWebhook webhook = new RegistryWebhook(
                Map.of(
                        WebhookType.DOCKER_HUB, "s3cret",
                        WebhookType.GITLAB, "s3cret",
                        WebhookType.DISTRIBUTION, "s3cret",
                        WebhookType.HARBOR, "s3cret"),
                true);
        assertThat(webhook.receive(post("type=docker.io&secret=s3cret", DOCKER_HUB)))
                .hasSize(1);
        assertThat(webhook.receive(post("type=gitlab", DISTRIBUTION, "X-Gitlab-Token", "s3cret")))
                .hasSize(1);
        assertThat(webhook.receive(post("type=distribution", DISTRIBUTION, "Authorization", "Bearer s3cret")))
                .hasSize(1);
        assertThat(webhook.receive(
                        post("type=harbor", harbor("PUSH_ARTIFACT", "event_data"), "Authorization", "s3cret")))
                .hasSize(1);
        assertThat(refusal(webhook, post("type=docker.io", DOCKER_HUB)).status())
                .isEqualTo(401);
        assertThat(refusal(webhook, post("type=docker.io&secret=", DOCKER_HUB)).status())
                .isEqualTo(401);
        assertThat(refusal(webhook, post("type=docker.io&secret=s3cre", DOCKER_HUB))
                        .status())
                .isEqualTo(403);
        assertThat(refusal(webhook, post("type=gitlab", DISTRIBUTION, "X-Gitlab-Token", "wrong"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    public void checksGitHubsSignatureOfTheVeryBytes() {
        RegistryWebhook webhook = new RegistryWebhook(Map.of(WebhookType.GITHUB, "It's a Secret to Everybody"), true);
        String body = "{\"action\":\"deleted\"}";
        String wrong = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"; // of "Hello, World!"
        WebhookRequest forged = new WebhookRequest(
                "POST",
                "type=ghcr.io",
                Map.of("X-GitHub-Event", "package", "X-Hub-Signature-256", wrong),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(webhook, forged).status()).isEqualTo(403);
        WebhookRequest signed = new WebhookRequest(
                "POST",
                "type=ghcr.io",
                Map.of("X-GitHub-Event", "package", "X-Hub-Signature-256", wrong),
                "Hello, World!".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(webhook, signed)).hasMessage("the payload is no JSON");
    }

    @Test
    public void aRequiredSecretThatIsNotConfiguredTurnsTheSenderAway() {
        RegistryWebhook none = new RegistryWebhook(Map.of(), true);
        assertThat(refusal(none, post("type=docker.io", DOCKER_HUB)).status()).isEqualTo(403);
        RegistryWebhook other = new RegistryWebhook(Map.of(WebhookType.QUAY, "x", WebhookType.DOCKER_HUB, ""), true);
        assertThat(refusal(other, post("type=docker.io", DOCKER_HUB)))
                .hasMessageContaining("add ?type= with one of quay.io");
    }

    @Test
    public void refusesWhatIsTooLongOrNoPostOrNoJson() {
        assertThat(refusal(open(), post("type=docker.io", " ".repeat(RegistryWebhook.MAX_BODY + 1)))
                        .status())
                .isEqualTo(413);
        WebhookRequest get =
                new WebhookRequest("GET", "type=docker.io", Map.of(), DOCKER_HUB.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(open(), get).status()).isEqualTo(405);
        assertThat(refusal(open(), post("type=acr", "{}", "Content-Type", "text/plain"))
                        .status())
                .isEqualTo(415);
        assertThat(refusal(open(), post("type=docker.io", "[".repeat(5000))).status())
                .isEqualTo(400);
        assertThat(refusal(open(), post("type=docker.io", DOCKER_HUB + "x")).status())
                .isEqualTo(400);
        assertThat(refusal(open(), post("type=docker.io", "[]")).status()).isEqualTo(400);
    }

    @Test
    public void sendsNothingOfTheRequestBack() {
        for (String body : List.of(
                "{<script>",
                "{\"type\":\"<script>\"}",
                "{\"specversion\":\"1.0\",\"type\":\"<script>\"}",
                "{\"action\":\"<script>\"}",
                "{\"image\":\"<script>\"}",
                "{\"repository\":5,\"updated_tags\":{\"<script>\":1}}")) {
            for (WebhookType type : WebhookType.values()) {
                try {
                    open().receive(post("type=" + type.id() + "&x=<script>", body, "X-GitHub-Event", "<script>"));
                } catch (WebhookRefusedException e) {
                    assertThat(e).hasMessageNotContaining("script");
                }
            }
        }
        assertThat(refusal(open(), post("type=%3Cscript%3E", "{}"))).hasMessageNotContaining("script");
    }

    private static RegistryWebhook open() {
        return new RegistryWebhook(Map.of(), false);
    }

    private static WebhookRefusedException refusal(RegistryWebhook webhook, WebhookRequest request) {
        return catchThrowableOfType(WebhookRefusedException.class, () -> webhook.receive(request));
    }

    private static WebhookRequest post(String query, String body, String... headers) {
        Map<String, String> map = new HashMap<>(Map.of("Content-Type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new WebhookRequest("POST", query, map, body.getBytes(StandardCharsets.UTF_8));
    }
}
