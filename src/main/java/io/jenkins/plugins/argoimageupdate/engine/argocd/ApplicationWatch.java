package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The changes of one Application by a stream of their own. */
final class ApplicationWatch implements ApplicationChanges {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

    private final ChangeQueue changes;
    private final EventStream stream;
    private volatile boolean live;

    ApplicationWatch(ApiTransport transport, ApiCall call, ApplicationRef ref, Runnable heard) {
        this(transport, call, ref, heard, ANSWERED_WITHIN);
    }

    /** @param answeredWithin see {@link EventStream} */
    ApplicationWatch(
            ApiTransport transport, ApiCall call, ApplicationRef ref, Runnable heard, Duration answeredWithin) {
        this.changes = new ChangeQueue(ref, heard);
        this.stream = new EventStream(
                transport, call, "argocd-watch-" + ref.name(), answeredWithin, new EventStream.Listener() {
                    @Override
                    public boolean accept(JsonNode result) {
                        return take(result);
                    }

                    @Override
                    public void broke() {
                        live = false;
                    }
                });
        stream.start();
    }

    @Override
    public Optional<LiveApplication> poll() {
        return changes.poll();
    }

    @Override
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public void close() {
        stream.close();
    }

    private boolean take(JsonNode result) {
        JsonNode application = result.path("application");
        JsonNode metadata = application.path("metadata");
        boolean ours = changes.isOf(JsonAnswers.text(metadata, "namespace"), JsonAnswers.text(metadata, "name"));
        boolean deleted = ours && JsonAnswers.text(result, "type").equals("DELETED");
        live = !deleted;
        if (ours && !deleted) {
            changes.add(ApplicationJson.live(application));
        }
        return ours;
    }
}
