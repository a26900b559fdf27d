package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Unread changes of one Application, of which the oldest go when there are too many. One writes, one reads. */
final class ChangeQueue {

    private final ApplicationRef ref;
    private final BlockingQueue<LiveApplication> events = new LinkedBlockingQueue<>(Budget.ARGO_CD_EVENTS.intValue());

    private volatile boolean deleted;

    ChangeQueue(ApplicationRef ref) {
        this.ref = ref;
    }

    boolean isOf(String namespace, String name) {
        return name.equals(ref.name())
                && (ref.namespace().isEmpty() || ref.namespace().equals(namespace));
    }

    void add(LiveApplication live) {
        deleted = false;
        while (!events.offer(live)) {
            events.poll();
        }
    }

    /** It was deleted: what is told later is told of another one. */
    void delete() {
        deleted = true;
    }

    boolean isDeleted() {
        return deleted;
    }

    Optional<LiveApplication> next(Duration longest) throws InterruptedException {
        return Optional.ofNullable(events.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
    }
}
