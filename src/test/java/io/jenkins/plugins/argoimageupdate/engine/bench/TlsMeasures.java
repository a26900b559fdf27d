package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** The same registry with TLS and a password, over HTTP/2. */
final class TlsMeasures {

    private static final String APP = "team/app";
    private static final int TAGS = 200;

    private final Table table;
    private final RealRegistry registry = RealRegistry.secured();

    TlsMeasures(Table table) {
        this.table = table;
    }

    void measure() throws Exception {
        Statement measures = new Statement() {
            @Override
            public void evaluate() throws Exception {
                fill();
                select();
                cold();
            }
        };
        try {
            registry.apply(measures, Description.EMPTY).evaluate();
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill() throws Exception {
        Map<String, Instant> tags = new LinkedHashMap<>();
        for (int i = 0; i < TAGS; i++) {
            tags.put("main-" + i, RegistryMeasures.FIRST.plusSeconds(i));
        }
        registry.pushAll(APP, tags);
    }

    private void cold() throws Exception {
        int before = registry.requests().size();
        Cost cost = Meter.measure(() -> registry.requests().size(), this::select);
        List<String> requests = registry.requests();
        long http2 = requests.subList(before, requests.size()).stream()
                .filter(line -> line.contains(" HTTP/2.0\""))
                .count();
        table.add(
                "newest-build, 200 tags, cold, TLS and a password",
                cost,
                new Notes(http2 + " requests over HTTP/2", "", "HTTP/2"));
    }

    private Object select() throws InterruptedException {
        RegistrySelector selector = new RegistrySelector(Client.clients(), new TagMetadataCache(), new PushTimes());
        return selector.select(
                ImageReference.parse(registry.host() + "/" + APP), Client.MAIN, registry.endpoint(), registry.login());
    }
}
