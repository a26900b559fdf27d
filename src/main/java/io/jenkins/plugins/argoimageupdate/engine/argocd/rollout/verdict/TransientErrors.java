package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import java.util.List;

/** Tells what Argo CD says while one of its parts, or the repository, is away for a while, from what is wrong in the manifests. */
final class TransientErrors {

    /** As gRPC, Go's network library and Kubernetes say it. */
    private static final List<String> SIGNS = List.of(
            "code = Unavailable",
            "code = DeadlineExceeded",
            "code = ResourceExhausted",
            "context deadline exceeded",
            "Client.Timeout exceeded",
            "connection refused",
            "connection reset by peer",
            "connection closed",
            "client connection lost",
            "transport is closing",
            "error reading from server: EOF",
            "i/o timeout",
            "TLS handshake timeout",
            "unable to handle the request",
            "too many requests");

    private TransientErrors() {}

    static boolean isPassing(String message) {
        return SIGNS.stream().anyMatch(message::contains);
    }
}
