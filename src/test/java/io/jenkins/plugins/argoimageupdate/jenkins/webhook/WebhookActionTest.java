package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.WebhookSource;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateCause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class WebhookActionTest {

    private static final String SECRET = "correct-horse";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private final HttpClient http = HttpClient.newHttpClient();
    private FreeStyleProject job;

    @Before
    public void configure() throws Exception {
        CredentialStores.addToJenkins(CredentialStores.text("webhook-secret", SECRET));
        ArgoImageUpdateConfiguration.get()
                .setWebhookSources(List.of(
                        source("hub", "docker.io", "webhook-secret"),
                        source("own", "distribution", "webhook-secret"),
                        source("open", "generic", "")));
        job = Polls.watchingJob(jenkins);
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        assertThat(polls()).isEqualTo(1);
        demo.pushBoth();
    }

    @Test
    public void aPushToDockerHubStartsABuild() throws Exception {
        HttpResponse<String> answer = post("hub?secret=" + SECRET, hub(DemoWorld.FRONTEND));
        Polls.settle(jenkins);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("accepted\n");
        assertThat(job.getLastBuild().getCause(ImageUpdateCause.class).getChanges())
                .hasSize(2);
        assertThat(Polls.of(job).get(0).getOrigin()).isEqualTo("the webhook 'hub' from 127.0.0.1");
    }

    @Test
    public void aDistributionNotificationOfTheConfiguredHostStartsABuild() throws Exception {
        HttpResponse<String> answer = send(request("own")
                .header("Authorization", "Bearer " + SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(
                        distribution(demo.world().registry().getAuthority())))
                .build());
        Polls.settle(jenkins);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void aFormIsTakenToo() throws Exception {
        String form = "payload=" + URLEncoder.encode(hub(DemoWorld.FRONTEND), StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(request("hub?secret=" + SECRET)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        Polls.settle(jenkins);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void withoutAnIdTheTypeOfTheMessageCounts() throws Exception {
        assertThat(post("?type=docker.io&secret=" + SECRET, hub(DemoWorld.FRONTEND))
                        .statusCode())
                .isEqualTo(202);
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void aWrongSecretOrNoneIsTurnedAway() throws Exception {
        assertThat(post("hub?secret=wrong", hub(DemoWorld.FRONTEND)).statusCode())
                .isEqualTo(403);
        assertThat(post("hub", hub(DemoWorld.FRONTEND)).statusCode()).isEqualTo(401);
        assertThat(post("own?secret=wrong", distribution("docker.io")).statusCode())
                .isEqualTo(403);
        assertThat(post("own", distribution("docker.io")).statusCode()).isEqualTo(401);
        assertThat(post("open", "{\"image\": \"lyzhang1999/frontend:x\"}").statusCode())
                .as("a source without a secret")
                .isEqualTo(403);
        assertThat(post("nobody?secret=" + SECRET, hub(DemoWorld.FRONTEND)).statusCode())
                .isEqualTo(404);
        Polls.settle(jenkins);
        assertThat(polls()).isEqualTo(1);
        assertThat(job.getLastBuild()).isNull();
    }

    @Test
    public void theAnswerDoesNotTellWhetherAnybodyWatchesTheImage() throws Exception {
        HttpResponse<String> watched = post("hub?secret=" + SECRET, hub(DemoWorld.FRONTEND));
        HttpResponse<String> unknown = post("hub?secret=" + SECRET, hub("nobody/nothing"));
        assertThat(unknown.statusCode()).isEqualTo(watched.statusCode());
        assertThat(unknown.body()).isEqualTo(watched.body());
        Polls.settle(jenkins);
        assertThat(polls()).isEqualTo(2);
    }

    @Test
    public void nothingOfTheMessageComesBack() throws Exception {
        for (String body : List.of("canary", "{\"canary\": 1}", hub("canary"))) {
            assertThat(post("hub?secret=" + SECRET + "&canary=canary", body).body())
                    .doesNotContain("canary");
            assertThat(post("canary?secret=canary", body).body()).doesNotContain("canary");
        }
    }

    @Test
    public void getIsRefusedWithAHint() throws Exception {
        HttpResponse<String> answer = send(request("hub?secret=" + SECRET).GET().build());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.body()).contains("by POST");
        assertThat(send(request("").GET().build()).statusCode()).isEqualTo(405);
    }

    @Test
    public void aBodyThatIsTooLongIsNotRead() throws Exception {
        byte[] body = new byte[(1 << 20) + 1];
        HttpRequest announced = request("hub?secret=" + SECRET)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        assertThat(send(announced).statusCode()).isEqualTo(413);
        HttpRequest streamed = request("hub?secret=" + SECRET)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                .build();
        assertThat(send(streamed).statusCode()).isEqualTo(413);
    }

    @Test
    public void theSameMessageTwiceIsOnePoll() throws Exception {
        post("hub?secret=" + SECRET, hub(DemoWorld.FRONTEND));
        assertThat(post("hub?secret=" + SECRET, hub(DemoWorld.FRONTEND)).statusCode())
                .isEqualTo(202);
        Polls.settle(jenkins);
        assertThat(polls()).isEqualTo(2);
    }

    @Test
    public void whoIsRefusedTooOftenHasToWait() throws Exception {
        for (int i = 0; i < Budget.WEBHOOK_REFUSALS.intValue(); i++) {
            assertThat(post("hub?secret=wrong", "{}").statusCode()).isEqualTo(403);
        }
        HttpResponse<String> answer = post("hub?secret=" + SECRET, hub(DemoWorld.FRONTEND));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(post("own?secret=" + SECRET, distribution("docker.io")).statusCode())
                .as("another source")
                .isEqualTo(202);
    }

    @Test
    public void aRegistryWithManyPushesIsNotTurnedAway() throws Exception {
        for (int i = 0; i < 2 * Budget.WEBHOOK_REFUSALS.intValue(); i++) {
            assertThat(post("hub?secret=" + SECRET, hub("org/image-" + i)).statusCode())
                    .isEqualTo(202);
        }
        assertThat(post("hub?secret=" + SECRET, hub(DemoWorld.FRONTEND)).statusCode())
                .isEqualTo(202);
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void whoInventsSourcesHasToWaitToo() throws Exception {
        for (int i = 0; i < Budget.WEBHOOK_REFUSALS.intValue(); i++) {
            assertThat(post("invented" + i + "?secret=" + SECRET, "{}").statusCode())
                    .isEqualTo(404);
        }
        assertThat(post("invented?secret=" + SECRET, "{}").statusCode()).isEqualTo(429);
        assertThat(post("hub?secret=" + SECRET, hub(DemoWorld.FRONTEND)).statusCode())
                .isEqualTo(202);
    }

    @Test(timeout = 300_000)
    public void theBodyForASourceThatDoesNotExistIsNotWaitedFor() throws Exception {
        assertThat(answerToHeadersAlone("nobody")).startsWith("HTTP/1.1 404");
        assertThat(answerToHeadersAlone("?type=harbor")).startsWith("HTTP/1.1 404");
    }

    @Test(timeout = 300_000)
    public void aBodyThatDoesNotComeIsNotWaitedForForLong() throws Exception {
        assertThat(answerToHeadersAlone("hub?secret=" + SECRET)).startsWith("HTTP/1.1 408");
    }

    @Test(timeout = 300_000)
    public void aBodyThatIsNoHttpIsACallersFault() throws Exception {
        String rest = "hub?secret=" + SECRET;
        assertThat(answer(rest, "Transfer-Encoding: chunked", "ZZZ\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(answer(rest, "Transfer-Encoding: chunked", "2\r\n{}ZZ\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    private String answerToHeadersAlone(String rest) throws Exception {
        return answer(rest, "Content-Length: 100", "");
    }

    private String answer(String rest, String header, String body) throws Exception {
        URI address = URI.create(jenkins.getURL() + "argo-image-update-webhook/" + rest);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "POST " + address.getRawPath()
                    + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery())
                    + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    public void onlyTheWebhookGoesWithoutACrumb() throws Exception {
        HttpRequest similar = HttpRequest.newBuilder(
                        URI.create(jenkins.getURL() + "argo-image-update-webhooks/hub?secret=" + SECRET))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(send(similar).statusCode()).isEqualTo(403);
    }

    private int polls() {
        return Polls.of(job).size();
    }

    private static WebhookSource source(String id, String type, String credentials) {
        WebhookSource source = new WebhookSource(id, type);
        source.setSecretCredentialsId(credentials);
        return source;
    }

    private HttpRequest.Builder request(String rest) throws Exception {
        return HttpRequest.newBuilder(URI.create(jenkins.getURL() + "argo-image-update-webhook/" + rest))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> post(String rest, String body) throws Exception {
        return send(
                request(rest).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String hub(String repository) {
        return "{\"push_data\": {\"tag\": \"main-b99bc73\"}, \"repository\": {\"repo_name\": \"%s\"}}"
                .formatted(repository);
    }

    private static String distribution(String host) {
        return """
                {"events": [{"action": "push", "request": {"host": "%s"},
                  "target": {"repository": "lyzhang1999/backend", "tag": "main-b99bc73"}}]}
                """.formatted(host);
    }
}
