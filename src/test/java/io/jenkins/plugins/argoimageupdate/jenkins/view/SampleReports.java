package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PodReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SignatureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TagReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TimelineEntry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of runs as they end, for pages to show. */
public final class SampleReports {

    public static final String OLD = "main-0000000";
    public static final String NEW = "main-b99bc73";
    public static final String COMMIT = "1cce7a0f6d0b1a2c3d4e5f60718293a4b5c6d7e8";
    public static final String REPOSITORY = "https://github.com/lyzhang1999/kubernetes-example-helm.git";
    public static final String ARGO_CD = "https://argocd.example.com/applications/argocd/example";

    private final Instant seen;

    /** @param seen when the runs began */
    public SampleReports(Instant seen) {
        this.seen = seen;
    }

    /** Two images that are live. */
    public CycleReport healthy() {
        return report(changes(SampleStates.live(NEW)), committed(), rollout("Healthy", healthyResources(), null));
    }

    /** The same, with a rollout of this many seconds. */
    public CycleReport healthyAfter(int seconds) {
        RolloutReport usual = rollout("Healthy", healthyResources(), null);
        RolloutReport rollout = new RolloutReport(
                usual.revision(),
                usual.sync(),
                usual.health(),
                usual.started(),
                usual.synced(),
                usual.started().plusSeconds(seconds),
                usual.resources(),
                usual.timeline(),
                null);
        return report(changes(SampleStates.live(NEW)), committed(), rollout);
    }

    /** A pod of the new revision whose image cannot be pulled; the other image is live. */
    public CycleReport failed() {
        return failed(List.of(
                image("frontend", ImageReport.Outcome.UPDATED, SampleStates.dead(NEW, OLD)),
                image("backend", ImageReport.Outcome.UPDATED, SampleStates.live(NEW))));
    }

    /** One of five images cannot start, and keeps another one of its pod from that. */
    public CycleReport oneOfFiveFailed() {
        return failed(List.of(
                image("frontend", ImageReport.Outcome.UPDATED, SampleStates.dead(NEW, OLD)),
                image("sidecar", ImageReport.Outcome.UPDATED, SampleStates.blocked(NEW, OLD)),
                image("backend", ImageReport.Outcome.UPDATED, SampleStates.live(NEW)),
                image("worker", ImageReport.Outcome.UPDATED, SampleStates.live(NEW)),
                image("web", ImageReport.Outcome.UPDATED, SampleStates.drifted(NEW, OLD))));
    }

    private CycleReport failed(List<ImageReport> images) {
        FailureReport failure = new FailureReport(
                Reason.DEGRADED,
                "follow the rollout of example: pod frontend-74c454c5c7-tvtf9 cannot start: ImagePullBackOff, manifest for"
                        + " lyzhang1999/frontend:main-b99bc73 not found. Push the image again, or revert commit 1cce7a0",
                "Push the image again, or revert commit 1cce7a0");
        ResourceReport pod = new ResourceReport(
                new ResourceKey("", "Pod", "default", "frontend-74c454c5c7-tvtf9"),
                "",
                "Degraded",
                "Back-off pulling image lyzhang1999/frontend:main-b99bc73: manifest unknown",
                "ImagePullBackOff 0/1, 3 restarts",
                List.of("lyzhang1999/frontend:main-b99bc73"),
                List.of(),
                new PodReport("ImagePullBackOff", "0/1", 3, true));
        ResourceReport set = resource("ReplicaSet", "frontend-74c454c5c7", "", "Degraded", List.of(pod));
        List<ResourceReport> resources = new ArrayList<>(healthyResources());
        resources.add(resource("Deployment", "frontend", "Synced", "Degraded", List.of(set)));
        return report(images, committed(), rollout("Degraded", resources, failure));
    }

    /** Two images that need no update. */
    public CycleReport current() {
        return report(
                List.of(
                        image("frontend", ImageReport.Outcome.CURRENT, SampleStates.live(NEW)),
                        image("backend", ImageReport.Outcome.CURRENT, SampleStates.live(NEW))),
                null,
                null);
    }

    /** Two images that stay for now: outside of the windows, and without approval. */
    public CycleReport waiting() {
        ImageVersion live = new ImageVersion(NEW, "", seen.minusSeconds(86_400), "b99bc73");
        ImageVersion next = new ImageVersion("main-c0ffee0", "", seen.minusSeconds(60), "c0ffee0");
        Wait window = new Wait(
                Wait.Cause.WINDOW,
                "the window 'deny 0 22 * * * for 8h (Europe/Berlin)' is active",
                seen.plusSeconds(18_000));
        Wait approval = new Wait(Wait.Cause.APPROVAL, next.tag() + " needs somebody's approval (approve: any)");
        ImageState state = SampleStates.live(NEW);
        return report(
                List.of(
                        image("frontend", new ImageResult.Waiting(live, next, window), state),
                        image("backend", new ImageResult.Waiting(live, next, approval), state)),
                null,
                null);
    }

    /** Two images that need no update, of which one cannot start. */
    public CycleReport currentButDead() {
        return report(
                List.of(
                        image("frontend", ImageReport.Outcome.CURRENT, SampleStates.dead(NEW, OLD)),
                        image("backend", ImageReport.Outcome.CURRENT, SampleStates.live(NEW))),
                null,
                null);
    }

    /** The same, by a run that waited for its health. */
    public CycleReport currentAndLookedAt() {
        FailureReport failure = new FailureReport(
                Reason.DEGRADED,
                "check the health of example: nothing to update, but not healthy: frontend " + NEW
                        + " cannot start. Push the image",
                "Push the image");
        ApplicationReport application =
                currentButDead().applications().get(0).with(rollout("Degraded", List.of(), failure));
        return new CycleReport(false, seen, seen.plusSeconds(45), List.of(application), List.of(), Map.of());
    }

    /** One image that is what its state says, written where it is known whether it was. */
    CycleReport with(
            ImageReport.Outcome outcome,
            ImageState state,
            WriteBackReport written,
            String health,
            FailureReport failure) {
        return report(
                List.of(image("web", outcome, state)),
                written,
                health == null ? null : rollout(health, List.of(), failure));
    }

    /** A run that has something to say about the configuration. */
    public CycleReport warning(String... warnings) {
        CycleReport report = current();
        return new CycleReport(
                false, seen, seen, report.applications(), List.of(), report.requests(), List.of(warnings));
    }

    /** A registry that asks to wait, and an image that is current. */
    public CycleReport limited() {
        FailureReport failure = new FailureReport(
                Reason.RATE_LIMITED,
                "list tags of docker.io/lyzhang1999/frontend: 429 Too Many Requests. Log in, or poll less often",
                "Log in, or poll less often",
                seen.plusSeconds(90));
        ImageReport frontend = image("frontend", new ImageResult.Failed(failure), null);
        return report(
                List.of(
                        new ImageReport(frontend.about(), frontend.result(), null),
                        image("backend", ImageReport.Outcome.CURRENT, SampleStates.live(NEW))),
                null,
                null);
    }

    /** What would be written. */
    public CycleReport dryRun() {
        CycleReport report = report(changes(SampleStates.wouldUpdate(NEW, OLD)), wouldCommit(), null);
        return new CycleReport(
                true, report.started(), report.finished(), report.applications(), List.of(), report.requests());
    }

    /** Written, and not followed yet. */
    public CycleReport written() {
        return report(changes(SampleStates.rollingOut(NEW, OLD)), committed(), null);
    }

    /** Texts from outside that try to be something else. */
    public CycleReport hostile(String canary) {
        ImageVersion version = new ImageVersion(canary, canary, seen, canary);
        TagReport tag = new TagReport(canary, seen, TagVerdict.Outcome.CHOSEN, canary);
        SelectionReport selection = new SelectionReport(1, 1, 1, List.of(canary), List.of(tag));
        FailureReport failure = new FailureReport(Reason.DEGRADED, canary, canary);
        ImageReport image = new ImageReport(
                new ImageSubject(canary, canary, canary, canary, ""),
                new ImageResult.Updated(version, version),
                selection);
        WriteBackReport written = new WriteBackReport.Committed(
                new BranchReport(canary, canary),
                canary,
                new CommitReport(
                        List.of(canary),
                        "+" + canary,
                        canary,
                        canary,
                        Optional.of(new SignatureReport(canary, canary))),
                seen);
        ResourceReport pod = new ResourceReport(
                new ResourceKey(canary, "Pod", canary, canary),
                canary,
                "Degraded",
                canary,
                canary,
                List.of(canary),
                List.of(),
                new PodReport(canary, canary, 1, true));
        RolloutReport rollout = new RolloutReport(
                canary,
                canary,
                canary,
                seen,
                null,
                seen,
                List.of(pod),
                List.of(new TimelineEntry(seen, canary)),
                failure);
        ApplicationReport application = new ApplicationReport(
                new ApplicationSubject(canary, canary, canary, canary, "javascript:" + canary),
                List.of(image),
                written,
                rollout,
                failure,
                true);
        return new CycleReport(
                false, seen, seen, List.of(application), List.of(failure), Map.of(canary, requests(canary)));
    }

    private CycleReport report(List<ImageReport> images, WriteBackReport written, RolloutReport rollout) {
        ApplicationReport application = new ApplicationReport(
                new ApplicationSubject("example", "argocd", "default", "production", ARGO_CD),
                images,
                written,
                rollout,
                null,
                true);
        Instant finished = rollout == null ? seen.plusSeconds(3) : rollout.finished();
        return new CycleReport(
                false, seen, finished, List.of(application), List.of(), Map.of("registry-1.docker.io", requests("87")));
    }

    private static RequestMetrics.Snapshot requests(String remaining) {
        return new RequestMetrics.Snapshot(
                Map.of(RequestKind.TAGS, 2L, RequestKind.BLOB, 4L, RequestKind.TOKEN, 2L),
                1,
                1,
                1_996,
                48_000,
                remaining,
                7L);
    }

    private List<ImageReport> changes(ImageState state) {
        return List.of(
                image("frontend", ImageReport.Outcome.UPDATED, state),
                image("backend", ImageReport.Outcome.UPDATED, state));
    }

    private ImageReport image(String name, ImageReport.Outcome outcome, ImageState state) {
        ImageVersion from =
                new ImageVersion(OLD, "sha256:" + "0a1b2c3d".repeat(8), seen.minusSeconds(86_400), "0000000");
        ImageVersion to = new ImageVersion(NEW, "sha256:" + "9f8e7d6c".repeat(8), seen.minusSeconds(180), "b99bc73");
        return image(
                name,
                switch (outcome) {
                    case UPDATED -> new ImageResult.Updated(from, to);
                    case CURRENT -> new ImageResult.Current(to);
                    case WAITING ->
                        new ImageResult.Waiting(
                                from, to, new Wait(Wait.Cause.ROLLED_BACK, NEW + " was rolled back by Jane Doe"));
                    case SKIPPED -> new ImageResult.Skipped("");
                    case FAILED -> new ImageResult.Failed(new FailureReport(Reason.UNREACHABLE, "no answer", ""));
                },
                state);
    }

    private ImageReport image(String name, ImageResult result, ImageState state) {
        ImageSubject about =
                new ImageSubject(name, "lyzhang1999/" + name, "newest-build", "^main", "the value " + name + ".tag");
        return new ImageReport(about, result, selection(), null, state);
    }

    private SelectionReport selection() {
        List<TagReport> tags = new ArrayList<>();
        tags.add(new TagReport(NEW, seen.minusSeconds(180), TagVerdict.Outcome.CHOSEN, ""));
        for (int i = 1; i < 30; i++) {
            tags.add(new TagReport(
                    String.format("main-%07x", 0xa11ce0 - i),
                    seen.minusSeconds(3_600L * i),
                    TagVerdict.Outcome.OLDER,
                    ""));
        }
        tags.add(new TagReport("release-1.4", null, TagVerdict.Outcome.NOT_ALLOWED, "^main"));
        return new SelectionReport(1_200, 1_000, 1_000, List.of(), tags);
    }

    /** A commit with both images. */
    WriteBackReport committed() {
        return new WriteBackReport.Committed(branch(), COMMIT, commit(), seen.plusSeconds(3));
    }

    /** The same in a dry run. */
    WriteBackReport wouldCommit() {
        return new WriteBackReport.WouldCommit(branch(), commit(), CommitOrder.NONE);
    }

    private static BranchReport branch() {
        return new BranchReport(REPOSITORY, "main");
    }

    private static CommitReport commit() {
        String diff = """
                diff --git a/.argocd-source-example.yaml b/.argocd-source-example.yaml
                --- a/.argocd-source-example.yaml
                +++ b/.argocd-source-example.yaml
                @@ -1,8 +1,8 @@
                 helm:
                   parameters:
                   - name: frontend.tag
                -    value: main-0000000
                +    value: main-b99bc73
                     forcestring: true
                """;
        return new CommitReport(
                List.of(".argocd-source-example.yaml"),
                diff,
                "build: automatic update of example\n\nupdates image lyzhang1999/frontend tag 'main-0000000' to 'main-b99bc73'\n",
                "Release bot <release@example.com>",
                Optional.of(new SignatureReport("SSH", "SHA256:Nf3G9mV4oTn6oJ8T2oO0v3y3vE2a4xH8Jm6y2bW0i1k")));
    }

    private RolloutReport rollout(String health, List<ResourceReport> resources, FailureReport failure) {
        return new RolloutReport(
                COMMIT,
                "Synced",
                health,
                seen.plusSeconds(3),
                seen.plusSeconds(7),
                seen.plusSeconds(45),
                resources,
                List.of(
                        new TimelineEntry(seen.plusSeconds(4), "refresh asked for"),
                        new TimelineEntry(seen.plusSeconds(7), "Synced to 1cce7a0"),
                        new TimelineEntry(seen.plusSeconds(45), "example: " + health)),
                failure);
    }

    private static List<ResourceReport> healthyResources() {
        ResourceReport pod = new ResourceReport(
                new ResourceKey("", "Pod", "default", "backend-6d5f7b9c4d-x2x9z"),
                "",
                "Healthy",
                "",
                "Running 1/1",
                List.of("lyzhang1999/backend:" + NEW),
                List.of(),
                new PodReport("Running", "1/1", 0, true));
        ResourceReport set = resource("ReplicaSet", "backend-6d5f7b9c4d", "", "Healthy", List.of(pod));
        return List.of(
                resource("Service", "backend", "Synced", "Healthy", List.of()),
                resource("Deployment", "backend", "Synced", "Healthy", List.of(set)));
    }

    private static ResourceReport resource(
            String kind, String name, String sync, String health, List<ResourceReport> children) {
        String group = kind.equals("Service") ? "" : "apps";
        ResourceKey key = new ResourceKey(group, kind, "default", name);
        return new ResourceReport(key, sync, health, "", "", List.of(), children, null);
    }
}
