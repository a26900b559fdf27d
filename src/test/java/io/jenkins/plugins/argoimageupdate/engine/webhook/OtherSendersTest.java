package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

/** What Artifactory, Nexus, Gitea, Google and Amazon send, under types of their own and as {@code generic}. */
public class OtherSendersTest {

    private static final String DIGEST = "sha256:" + "d".repeat(64);
    private static final String ARTIFACTORY = """
            {"domain":"docker","event_type":"pushed","data":{"repo_key":"docker-local",
             "path":"team/app/1.2/manifest.json","image_name":"team/app","tag":"1.2"},
             "jpd_origin":"https://art.example.com"}""";
    private static final String NEXUS = """
            {"repositoryName":"docker-hosted","action":"CREATED",
             "component":{"format":"docker","name":"team/app","version":"1.2"}}""";
    private static final String GITEA = """
            {"action":"created","repository":null,"package":{"owner":{"login":"Team"},"name":"app","version":"1.2",
             "type":"container","html_url":"https://git.example.com:3000/Team/-/packages/container/app/1.2"}}""";
    private static final String ECR = """
            {"detail-type":"ECR Image Action","source":"aws.ecr","account":"123456789012","region":"eu-west-1",
             "detail":{"repository-name":"team/app","image-tag":"1.2","action-type":"PUSH","result":"SUCCESS"}}""";

    @Test
    public void artifactoryNamesItsRepositoryInThePathOrInTheHost() {
        for (String type : List.of("artifactory", "generic")) {
            assertThat(receive("type=" + type, ARTIFACTORY))
                    .containsExactly(
                            new PushEvent("art.example.com", "docker-local/team/app", "1.2", ""),
                            new PushEvent("docker-local.art.example.com", "team/app", "1.2", ""));
            assertThat(receive("type=" + type + "&registry_url=https://art.example.com/docker-virtual/", ARTIFACTORY))
                    .containsExactly(new PushEvent("art.example.com/docker-virtual", "team/app", "1.2", ""));
        }
    }

    @Test
    public void nexusHasToBeToldHowImagesNameIt() {
        for (String type : List.of("nexus", "generic")) {
            assertThat(receive("type=" + type + "&registry_url=nexus.example.com:8082", NEXUS))
                    .containsExactly(new PushEvent("nexus.example.com:8082", "team/app", "1.2", ""));
            assertThat(refusal("type=" + type, NEXUS))
                    .hasMessageContaining("does not say which registry it is from; add ?registry_url=");
        }
        String again = NEXUS.replace("CREATED", "UPDATED");
        assertThat(receive("type=nexus&registry_url=n", again)).hasSize(1);
    }

    @Test
    public void giteaNamesItsHostInTheAddressOfThePackage() {
        for (String type : List.of("gitea", "generic")) {
            assertThat(receive("type=" + type, GITEA))
                    .containsExactly(new PushEvent("git.example.com:3000", "team/app", "1.2", ""));
        }
        assertThat(receive("type=gitea", GITEA.replace("\"version\":\"1.2\"", "\"version\":\"" + DIGEST + "\"")))
                .containsExactly(new PushEvent("git.example.com:3000", "team/app", "", DIGEST));
    }

    @Test
    public void googlePublishesWholeNames() {
        String data = "{\"action\":\"INSERT\",\"digest\":\"eu-docker.pkg.dev/p/r/app@" + DIGEST
                + "\",\"tag\":\"eu-docker.pkg.dev/p/r/app:1.2\"}";
        for (String type : List.of("google", "generic")) {
            assertThat(receive("type=" + type, pubSub(data)))
                    .containsExactly(new PushEvent("eu-docker.pkg.dev", "p/r/app", "1.2", DIGEST));
        }
        assertThat(receive("type=google", data)).as("unwrapped").hasSize(1);
        assertThat(receive("type=google", pubSub("{\"action\":\"INSERT\",\"digest\":\"gcr.io/p/app@" + DIGEST + "\"}")))
                .containsExactly(new PushEvent("gcr.io", "p/app", "", DIGEST));
        assertThat(refusal("type=google", "{\"message\":{\"data\":\"{}\"}}")).hasMessageContaining("is no base64");
        assertThat(refusal("type=google", pubSub("x"))).hasMessageContaining("the data of the message is no JSON");
    }

    private static String pubSub(String data) {
        String base64 = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return "{\"message\":{\"data\":\"" + base64 + "\"},\"subscription\":\"projects/p/subscriptions/s\"}";
    }

    @Test
    public void amazonSendsEventsOfEventBridgeAsTheyAre() {
        PushEvent pushed = new PushEvent("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "team/app", "1.2", "");
        for (String type : List.of("ecr", "cloudevents", "generic")) {
            assertThat(receive("type=" + type, ECR)).containsExactly(pushed);
        }
        assertThat(receive("type=ecr", ECR.replace("eu-west-1", "cn-north-1")))
                .extracting(PushEvent::registry)
                .containsExactly("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn");
    }

    @Test
    public void whatIsNoPushIsNoFault() {
        Map<String, String> others = new HashMap<>(Map.of(
                ARTIFACTORY.replace("pushed", "deleted"), "artifactory",
                NEXUS.replace("CREATED", "DELETED"), "nexus",
                NEXUS.replace("docker\"", "helm\""), "nexus",
                GITEA.replace("created", "deleted"), "gitea",
                GITEA.replace("container\"", "npm\""), "gitea",
                pubSub("{\"action\":\"DELETE\",\"tag\":\"gcr.io/p/app:1\"}"), "google",
                ECR.replace("PUSH", "DELETE"), "ecr",
                ECR.replace("SUCCESS", "FAILURE"), "ecr",
                ECR.replace("aws.ecr", "aws.s3"), "ecr"));
        others.forEach((body, type) -> {
            for (String as : List.of(type, "generic")) {
                assertThat(refusal("type=" + as, body).status()).as(as + body).isEqualTo(202);
            }
        });
    }

    @Test
    public void saysWhatAGenericPayloadHasToHave() {
        for (String body : List.of("{}", "{\"repository\":null}", "{\"tag\":\"1\"}")) {
            assertThat(refusal("type=generic", body))
                    .hasMessageContaining("send {\"image\": \"ghcr.io/org/app:1.2\"}")
                    .hasMessageContaining("choose the type");
        }
    }

    @Test
    public void theDocumentationTellsHowEachSenderIsSetUp() throws Exception {
        String guide = Files.readString(Path.of("docs/polling.md"));
        for (WebhookType type : WebhookType.values()) {
            assertThat(guide).contains("| `" + type.id() + "` |");
        }
    }

    @Test
    public void checksEachSendersSignature() throws Exception {
        RegistryWebhook webhook = new RegistryWebhook(
                Map.of(
                        WebhookType.ARTIFACTORY, "s3cret",
                        WebhookType.NEXUS, "s3cret",
                        WebhookType.GITEA, "s3cret",
                        WebhookType.GOOGLE, "s3cret",
                        WebhookType.ECR, "s3cret"),
                true);
        String sha256 = "HmacSHA256";
        assertTaken(webhook, "artifactory", ARTIFACTORY, "X-JFrog-Event-Auth", hmac(sha256, ARTIFACTORY), "s3cret");
        assertTaken(webhook, "nexus", NEXUS, "X-Nexus-Webhook-Signature", hmac("HmacSHA1", NEXUS));
        assertTaken(webhook, "gitea", GITEA, "X-Hub-Signature-256", "sha256=" + hmac(sha256, GITEA));
        assertTaken(webhook, "gitea", GITEA, "Authorization", "s3cret", "Bearer s3cret");
        assertTaken(webhook, "ecr", ECR, "X-Webhook-Secret", "s3cret");
        WebhookRequest google = request(
                "type=google&secret=s3cret",
                pubSub("{\"action\":\"INSERT\",\"tag\":\"gcr.io/p/app:1\"}"),
                Map.of("Authorization", "Bearer a.jwt.of-google"));
        assertThat(webhook.receive(google)).hasSize(1);
    }

    private static void assertTaken(
            RegistryWebhook webhook, String type, String body, String header, String... values) {
        String query = "type=" + type + "&registry_url=r.example.com";
        for (String value : values) {
            assertThat(webhook.receive(request(query, body, Map.of(header, value))))
                    .as(type)
                    .isNotEmpty();
        }
        assertThat(refusal(webhook, request(query, body, Map.of(header, values[0].replaceFirst(".$", "X"))))
                        .status())
                .as(type)
                .isEqualTo(403);
        assertThat(refusal(webhook, request(query, body, Map.of())).status())
                .as(type)
                .isEqualTo(401);
        assertThat(refusal(webhook, request(query, body, Map.of("X-Hub-Signature-256", "sha256=")))
                        .status())
                .as(type)
                .isEqualTo(401);
    }

    @Test
    public void takesFormsWhoseSignatureCoversWhatTheyHold() throws Exception {
        RegistryWebhook webhook =
                new RegistryWebhook(Map.of(WebhookType.GITHUB, "s3cret", WebhookType.GITEA, "s3cret"), true);
        String package1 = "{\"action\":\"published\",\"package\":{\"name\":\"app\",\"package_type\":\"container\","
                + "\"owner\":{\"login\":\"org\"},\"package_version\":{\"container_metadata\":{\"tag\":{\"name\":\"v1\"}}}}}";
        String form = form(package1);
        assertThat(webhook.receive(form("ghcr.io", form, hmac("HmacSHA256", form))))
                .containsExactly(new PushEvent("ghcr.io", "org/app", "v1", ""));
        assertThat(refusal(webhook, form("ghcr.io", form + "x", hmac("HmacSHA256", form)))
                        .status())
                .isEqualTo(403);
        assertThat(webhook.receive(form("gitea", form(GITEA), hmac("HmacSHA256", GITEA))))
                .hasSize(1);
    }

    private static WebhookRequest form(String type, String body, String signature) {
        return request(
                "type=" + type,
                body,
                Map.of(
                        "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
                        "X-GitHub-Event", "package",
                        "X-Hub-Signature-256", "sha256=" + signature));
    }

    private static String form(String json) {
        return "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    @Test
    public void takesJsonThatIsSentAsAFormAsCurlDoes() {
        RegistryWebhook open = new RegistryWebhook(Map.of(), false);
        assertThat(open.receive(request(
                        "type=docker.io",
                        " {\"push_data\": {\"tag\": \"v1\"}, \"repository\": {\"repo_name\": \"org/app\"}}",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"))))
                .containsExactly(new PushEvent("docker.io", "org/app", "v1", ""));
    }

    @Test
    public void saysWhatToSetWhereAFormHoldsNothing() {
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        RegistryWebhook open = new RegistryWebhook(Map.of(), false);
        assertThat(refusal(open, request("type=docker.io", "a=b", form)))
                .hasMessageContaining(
                        "the form has no field payload; set the webhook's content type to application/json");
        assertThat(refusal(open, request("type=docker.io", "", Map.of()))).hasMessage("the payload is empty");
        assertThat(refusal(open, request("type=acr", "payload={}", form)))
                .hasMessage("set the webhook's content type to application/json where it is sent from");
    }

    private static String hmac(String algorithm, String signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), algorithm));
        return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<PushEvent> receive(String query, String body) {
        return new RegistryWebhook(Map.of(), false).receive(request(query, body, Map.of()));
    }

    private static WebhookRefusedException refusal(String query, String body) {
        return refusal(new RegistryWebhook(Map.of(), false), request(query, body, Map.of()));
    }

    private static WebhookRefusedException refusal(RegistryWebhook webhook, WebhookRequest request) {
        return catchThrowableOfType(WebhookRefusedException.class, () -> webhook.receive(request));
    }

    private static WebhookRequest request(String query, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
        all.putAll(headers);
        return new WebhookRequest("POST", query, all, body.getBytes(StandardCharsets.UTF_8));
    }
}
