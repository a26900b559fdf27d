package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all runs of a process share of what Argo CD servers tell: one {@link ApplicationView} for each server and login, so that nobody is
 * told what his login may not see. Thread-safe. Close it.
 */
public final class ApplicationViews implements AutoCloseable {

    private final InstantSource clock;
    private final Map<ArgoCdServer, ApplicationView> views = new ConcurrentHashMap<>();

    public ApplicationViews() {
        this(InstantSource.system());
    }

    ApplicationViews(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads what somebody asked a server for at the given time or later, or what it has told of changes since.
     *
     * @param client whose requests are sent where none of that is known
     * @param notBefore the time; what was asked for more than some seconds ago is asked for anew all the same, as clusters change all the time
     */
    public ApplicationReader reader(ArgoCdClient client, Instant notBefore) {
        ApplicationView view = of(client);
        Instant recent = clock.instant().minus(view.longestSharing());
        Instant asked = notBefore.isAfter(recent) ? notBefore : recent;
        return new ApplicationReader() {
            @Override
            public LiveApplication get(ApplicationRef ref) throws InterruptedException {
                return view.get(client, ref, asked);
            }

            @Override
            public List<LiveApplication> list(ApplicationQuery query) throws InterruptedException {
                return view.list(client, query, asked);
            }
        };
    }

    /** Asks a server itself, as whoever writes has to, and remembers single Applications for {@link ArgoCdClient#recent}. */
    public ApplicationReader asking(ArgoCdClient client) {
        ApplicationView view = of(client);
        return new ApplicationReader() {
            @Override
            public LiveApplication get(ApplicationRef ref) throws InterruptedException {
                return view.ask(client, ref, clock.instant());
            }

            @Override
            public List<LiveApplication> list(ApplicationQuery query) throws InterruptedException {
                return client.list(query);
            }
        };
    }

    LiveApplication recent(ArgoCdClient client, ApplicationRef ref) throws InterruptedException {
        return of(client).recent(client, ref);
    }

    /** Takes note of what Argo CD has answered to something else than a question for the Application. */
    LiveApplication learned(ArgoCdClient client, LiveApplication live) {
        of(client).learned(live);
        return live;
    }

    ApplicationChanges watch(ArgoCdClient client, ApplicationRef ref, Runnable heard) {
        return of(client).watch(client, ref, heard);
    }

    private ApplicationView of(ArgoCdClient client) {
        forget();
        return views.computeIfAbsent(client.server(), server -> new ApplicationView(client, clock));
    }

    /** Takes note that something was done to an Application of a server, so that what was asked for before is no longer good enough. */
    public void changed(ArgoCdServer server) {
        views.forEach((known, view) -> {
            if (known.url().equals(server.url())) {
                view.changed();
            }
        });
    }

    private void forget() {
        views.values().removeIf(view -> {
            boolean forgotten = view.isForgotten();
            if (forgotten) {
                view.close();
            }
            return forgotten;
        });
    }

    /** Ends all streams. What is asked afterwards is asked anew. */
    @Override
    public void close() {
        views.values().forEach(ApplicationView::close);
        views.clear();
    }
}
