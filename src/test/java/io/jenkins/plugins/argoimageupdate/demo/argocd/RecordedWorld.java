package io.jenkins.plugins.argoimageupdate.demo.argocd;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ScriptedSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The stand-in with the Applications of one file of recordings, to send the recorded requests to. */
public final class RecordedWorld implements AutoCloseable {

    private static final String TOKEN = "t0ken";
    private static final String PASSWORD = "secret";
    private static final String UNKNOWN_COMMIT = "0000000000000000000000000000000000000000";

    private final ScriptedSource git = new ScriptedSource();
    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedArgoCd argocd;
    private final String commit;

    /** An answer, of a stream its first event. */
    public record Answer(int status, String body) {}

    public RecordedWorld(String file) {
        git.autoscale();
        commit = git.commit("org/frontend:main-1");
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of(TOKEN, PASSWORD).withStep(Duration.ofMillis(2)), git);
        if (file.equals("web")) {
            List.of("web", "kust", "frozen-app").forEach(name -> argocd.add(manifest(Manifests.manual(name), "web")));
            argocd.add(manifest(Manifests.manual("multi"), "web")
                    .replaceFirst("\"source\":(\\{.*?\\})", "\"sources\":[$1,$1]"));
            argocd.faults().freeze("frozen-app");
        } else if (file.equals("drift")) {
            List.of("shop", "shop-manual", "shop-ignore", "kust").forEach(name -> {
                argocd.add(manifest(Manifests.automated(name), "web"));
                await().until(() -> argocd.application(name).contains("\"Succeeded\""));
            });
        } else {
            String name = file.equals("example") ? "example" : "states";
            argocd.add(manifest(Manifests.automated(name), name));
            await().until(() -> argocd.application(name).contains("\"Succeeded\""));
        }
    }

    private static String manifest(String application, String team) {
        return application
                .replace("\"team\":\"web\"", "\"team\":\"" + team + "\"")
                .replace("\"syncPolicy\":{", "\"syncPolicy\":{\"syncOptions\":[\"CreateNamespace=true\"],")
                .replace("],}", "]}")
                .replace("http://git.example/web.git", "http://127.0.0.1:15080/git/states.git");
    }

    /** Sends a recorded request, in the situation that it was recorded in. */
    public Answer send(Recording recording) throws IOException, InterruptedException {
        if (recording.name().equals("web-sync-while-in-progress")) {
            argocd.faults().holdOperations(true);
            send(Recording.named("web", "web-sync-first"));
        }
        if (recording.name().equals("web-resource-tree")) {
            send(Recording.named("web", "web-sync-first"));
            await().until(() -> argocd.application("web").contains("\"Succeeded\""));
        }
        if (recording.name().contains("drifted")) {
            argocd.setImage("shop", "frontend", "org/frontend:main-2");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(argocd.url() + path(recording)));
        if (recording.authorized()) {
            request.setHeader("Authorization", "Bearer " + (recording.name().equals("bad-token") ? "bad" : TOKEN));
        }
        if (!recording.requestType().isEmpty()) {
            request.setHeader("Content-Type", recording.requestType());
        }
        String body = recording.requestBody().replace("<password>", PASSWORD);
        request.method(recording.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            return new Answer(response.statusCode(), line == null ? "" : line);
        }
    }

    /** The recorded commits are not there, and the one Deployment has another name. */
    private String path(Recording recording) {
        return recording.path().contains(UNKNOWN_COMMIT)
                ? recording.path()
                : recording
                        .path()
                        .replace("&name=shop&namespace=shop", "&name=frontend&namespace=web")
                        .replaceFirst("/revisions/[0-9a-f]{40}/", "/revisions/" + commit + "/")
                        .replaceFirst("revision=[0-9a-f]{40}", "revision=" + commit)
                        .replace(
                                "/resource?project=default&appNamespace=argocd&resourceName=web",
                                "/resource?project=default&appNamespace=argocd&resourceName=frontend");
    }

    @Override
    public void close() {
        argocd.close();
    }
}
