package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import io.jenkins.plugins.argoimageupdate.engine.webhook.RegistryWebhook;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long it takes from the message of a registry until the commit is pushed: the message is read, the image is polled, and
 * as there is something new the update runs. Each time a new tag comes to the others.
 */
final class WebhookMeasures {

    private static final int EVENTS = 200;
    private static final int WARM_UPS = 20;
    private static final String APP = "team/hooked";
    private static final String GIT = "webhook.git";

    private final RealRegistry registry;
    private final Table table;
    private final EmbeddedGitServer git;
    private final BenchEngine engine;
    private final RegistryWebhook webhook = new RegistryWebhook(Map.of(), false);

    WebhookMeasures(RealRegistry registry, Table table, EmbeddedGitServer git, BenchEngine engine) {
        this.registry = registry;
        this.table = table;
        this.git = git;
        this.engine = engine;
    }

    void measure() throws Exception {
        registry.push(APP, "main-0", RegistryMeasures.FIRST);
        String image = registry.host() + "/" + APP;
        String url = git.createRepository(GIT, Map.of("apps/0/values.yaml", BenchEngine.values(image, "main-0")));
        Discovery discovery = engine.discover(url, List.of(image));
        List<Cost> costs = new ArrayList<>();
        for (int event = 1; event <= WARM_UPS + EVENTS; event++) {
            String tag = "main-" + event;
            String digest = registry.push(APP, tag, RegistryMeasures.FIRST.plusSeconds(event));
            byte[] message = message(tag, digest);
            Cost cost = Meter.measure(() -> registry.requests().size(), () -> update(discovery, message));
            if (git.commits(GIT, "main") != event + 1) {
                throw new IllegalStateException(git.commits(GIT, "main") + " commits after " + event + " events");
            }
            if (event > WARM_UPS) {
                costs.add(cost);
            }
        }
        String slowest = "p95 " + Table.millis(Meter.percentile(costs, 95)) + ", the longest "
                + Table.millis(Meter.percentile(costs, 100));
        table.add(
                "webhook until commit pushed, middle of " + EVENTS,
                Meter.median(costs),
                new Notes(slowest, "", "p95 of 200: 500 ms"));
    }

    private Object update(Discovery discovery, byte[] message) throws InterruptedException {
        WebhookRequest request = new WebhookRequest(
                "POST",
                "type=distribution",
                Map.of("Content-Type", "application/vnd.docker.distribution.events.v2+json"),
                message);
        List<PushEvent> events = webhook.receive(request);
        if (!events.get(0).repository().equals(APP)) {
            throw new IllegalStateException("not understood: " + events);
        }
        if (engine.poll(discovery).changes().isEmpty()) {
            throw new IllegalStateException("the poll found nothing");
        }
        return engine.run(discovery);
    }

    private byte[] message(String tag, String digest) {
        return ("{\"events\":[{\"id\":\"1\",\"action\":\"push\",\"target\":{\"mediaType\":"
                        + "\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + digest
                        + "\",\"repository\":\"" + APP + "\",\"url\":\"" + registry.address() + "/v2/" + APP
                        + "/manifests/" + digest + "\",\"tag\":\"" + tag + "\"},\"request\":{\"host\":\""
                        + registry.host() + "\"}}]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
