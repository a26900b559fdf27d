package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Unread changes of one Application, of which the oldest go when there are too many. One writes, one reads. */
final class ChangeQueue {

    private final ApplicationRef ref;
    private final Runnable heard;
    private final BlockingQueue<LiveApplication> events = new LinkedBlockingQueue<>(Budget.ARGO_CD_EVENTS.intValue());

    private volatile boolean deleted;

    /** @param heard called after each change */
    ChangeQueue(ApplicationRef ref, Runnable heard) {
        this.ref = ref;
        this.heard = heard;
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
        heard.run();
    }

    /** It was deleted: what is told later is told of another one. */
    void delete() {
        deleted = true;
        heard.run();
    }

    boolean isDeleted() {
        return deleted;
    }

    Optional<LiveApplication> poll() {
        return Optional.ofNullable(events.poll());
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
