package io.jenkins.plugins.argoimageupdate.engine.chaos;

import java.util.List;
import java.util.Random;

/** Plans faults for the requests that come next. */
final class RandomFaults {

    private static final List<String> REGISTRY_REQUESTS =
            List.of("tags/list", "manifests/", "blobs/", "/v2/", "org/web", "org/api");
    private static final List<String> GIT_REQUESTS = List.of(
            "info/refs\\S*upload-pack", "info/refs\\S*receive-pack", "POST .*upload-pack", "POST .*receive-pack");
    private static final List<String> ARGO_CD_REQUESTS = List.of(
            "GET /api/v1/applications/shop\\b", "POST ", "session", "resource-tree", "GET /api/v1/stream", "GET ");
    private static final String GARBLED = "garbled";

    /** TCP and TLS let no wrong byte through; only what has a digest is worth a wrong one. */
    private static final String CHECKED_BY_DIGEST = "manifests/|blobs/|POST .*upload-pack";

    private static final String WRONG_DIGEST = "sha256:" + "0".repeat(64);

    private final Random random;
    private final ChaosWorld world;

    RandomFaults(Random random, ChaosWorld world) {
        this.random = random;
        this.world = world;
    }

    /** Plans one fault, and says which. */
    String plan() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> plan("registry", world.registryProxy, one(REGISTRY_REQUESTS), registry());
            case 3, 4 -> plan("Git", world.gitProxy, one(GIT_REQUESTS), git());
            case 5, 6 -> plan("Argo CD", world.argocdProxy, one(ARGO_CD_REQUESTS), argocd());
            default -> direct();
        };
    }

    private record Named(String name, Fault fault) {}

    private String plan(String server, FaultyProxy proxy, String requests, Named fault) {
        if (fault.name().equals(GARBLED) && !requests.matches(CHECKED_BY_DIGEST)) {
            return plan(server, proxy, requests, new Named("reset before it is heard", Fault.UNHEARD));
        }
        int times = random.nextInt(4) == 0 ? 5 : 1;
        for (int i = 0; i < times; i++) {
            proxy.plan(requests, fault.fault());
        }
        return server + " " + requests + ": " + times + " x " + fault.name();
    }

    private String direct() {
        switch (random.nextInt(4)) {
            case 0 -> world.setReadOnly(true);
            case 1 -> world.protectBranch();
            case 2 -> {
                world.gitProxy.plan("POST .*receive-pack", Fault.after(world::pushByColleague));
                return "a colleague pushes first";
            }
            default -> {
                world.disturbArgoCd();
                return "Argo CD cuts streams, ends sessions or answers 500";
            }
        }
        return "Git takes no push";
    }

    private Named registry() {
        return switch (random.nextInt(11)) {
            case 0 -> status(401, "WWW-Authenticate: Bearer realm=\"" + world.registryProxy.url() + "/no-token\"");
            case 1 -> status(403);
            case 2 -> status(404);
            case 3 -> status(429, "Retry-After: " + random.nextInt(3));
            case 4 -> status(500);
            case 5 -> status(502);
            case 6 ->
                new Named(
                        "page that names itself as the next",
                        Fault.status(
                                200,
                                "{\"name\":\"org/web\",\"tags\":[]}",
                                "Content-Type: application/json",
                                "Link: </v2/org/web/tags/list?n=1000>; rel=\"next\""));
            case 7 ->
                new Named(
                        "another digest",
                        Fault.status(
                                200,
                                "{}",
                                "Content-Type: application/vnd.oci.image.manifest.v1+json",
                                "Docker-Content-Digest: " + WRONG_DIGEST));
            default -> broken();
        };
    }

    private Named git() {
        return switch (random.nextInt(10)) {
            case 0 -> status(401, "WWW-Authenticate: Basic realm=\"git\"");
            case 1 -> status(403);
            case 2 -> status(404);
            case 3 -> status(500);
            case 4 -> status(503);
            default -> broken();
        };
    }

    private Named argocd() {
        return switch (random.nextInt(11)) {
            case 0 -> json(400, 9, "another operation is already in progress");
            case 1 -> json(401, 16, "invalid session: Token is expired");
            case 2 -> json(403, 7, "permission denied");
            case 3 -> json(409, 10, "the object has been modified");
            case 4 -> json(500, 13, "rpc error: code = Unknown desc = something");
            case 5 -> status(502);
            case 6 -> status(503);
            default -> broken();
        };
    }

    private Named broken() {
        return switch (random.nextInt(20)) {
            case 0 -> new Named("stall before the answer", Fault.stalled(0));
            case 1 -> new Named("stall in the answer", Fault.stalled(1 + random.nextInt(400)));
            case 2, 3, 4, 5 -> new Named("cut off", Fault.cutOff(random.nextInt(600)));
            case 6, 7, 8, 9 -> new Named(GARBLED, Fault.garbled(random.nextInt(300)));
            case 10, 11, 12, 13 -> new Named("reset before it is heard", Fault.UNHEARD);
            default -> new Named("reset instead of an answer", Fault.UNANSWERED);
        };
    }

    private static Named status(int status, String... headers) {
        return new Named(String.valueOf(status), Fault.status(status, "", headers));
    }

    private static Named json(int status, int code, String message) {
        String body = "{\"error\":\"" + message + "\",\"code\":" + code + ",\"message\":\"" + message + "\"}";
        return new Named(status + " " + message, Fault.status(status, body, "Content-Type: application/json"));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
