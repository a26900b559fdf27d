package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import java.util.List;

/** How images are in the cluster, as the engine tells it. */
public final class SampleStates {

    public static final String POD = "frontend-74c454c5c7-tvtf9";

    private SampleStates() {}

    static ImageState live(String version) {
        return new ImageState(Verdict.LIVE, version, List.of(serving(version, true)), "", "", "");
    }

    static ImageState rollingOut(String version, String still) {
        List<Running> running = List.of(waiting(version), serving(still, false));
        return new ImageState(Verdict.ROLLING_OUT, version, running, "waiting for the sync", "", "");
    }

    static ImageState dead(String version, String still) {
        return new ImageState(
                Verdict.CANNOT_START,
                version,
                List.of(waiting(version), serving(still, false)),
                "cannot start: ImagePullBackOff: manifest unknown (pod " + POD + ")",
                POD,
                "default");
    }

    static ImageState blocked(String version, String still) {
        return new ImageState(
                Verdict.BLOCKED,
                version,
                List.of(waiting(version), serving(still, false)),
                "is blocked by another container of its pod: ImagePullBackOff (pod " + POD + ")",
                POD,
                "default");
    }

    static ImageState drifted(String version, String runs) {
        return new ImageState(
                Verdict.DRIFTED,
                version,
                List.of(serving(runs, true)),
                "still runs " + runs + " in Deployment/web: the value web.tag has no effect there",
                "",
                "");
    }

    static ImageState wouldUpdate(String version, String runs) {
        return new ImageState(
                Verdict.WOULD_UPDATE, "", List.of(serving(runs, true)), version + " is available", "", "");
    }

    static ImageState unknown(String version) {
        return new ImageState(Verdict.UNKNOWN, version, List.of(), "no pod of the Application runs it", "", "");
    }

    private static Running serving(String version, boolean newest) {
        return new Running("Deployment/web", version, 1, 1, newest);
    }

    private static Running waiting(String version) {
        return new Running("Deployment/web", version, 1, 0, true);
    }
}
