package io.jenkins.plugins.argoimageupdate.cli;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Warns once in each run of each server that credentials go to without TLS. This machine itself is none of them. Thread-safe. */
final class PlainHttp {

    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)(?:.*\\.)?localhost|127\\.[0-9.]+|\\[(?:::|(?:0+:){7})0*1]");

    private final Consumer<String> warnings;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param warnings takes each warning, a sentence without a full stop */
    PlainHttp(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** What was told before is told again. */
    void nextRun() {
        told.clear();
    }

    /** @param server with http or https; its host is what counts */
    void credentialsGoTo(URI server) {
        if ("http".equalsIgnoreCase(server.getScheme())
                && !LOOPBACK.matcher(server.getHost()).matches()) {
            String shown = "http://" + server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort());
            if (told.add(shown)) {
                warnings.accept("credentials go to " + shown + " unencrypted; use https");
            }
        }
    }
}
