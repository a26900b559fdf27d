package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How far builds had come when their Jenkins was killed, from what is on the disk and what the servers were asked. */
final class BuildsAtTheKill {

    /** One after the other. */
    enum State {
        /** Nothing of the build is on the disk; it may be lost. */
        QUEUED,
        /** No server was asked. */
        STARTED,
        /** Argo CD was asked. */
        DISCOVERING,
        /** The registry was asked, for this build or for all. */
        READING_TAGS,
        /** Its repository was read. */
        FETCHED,
        /** The Git server knows of a push, but has not carried it out. */
        PUSHING,
        /** The commit is on the branch; the build has not kept that. */
        PUSHED,
        /** The build waits for the rollout, and has kept that. */
        WAITING,
        /** The new images run; the build has not kept that. */
        LIVE,
        /** The update is over, the build is not. */
        ENDING,
        ENDED
    }

    private final Path home;
    private final WatchedServers servers;

    BuildsAtTheKill(Path home, WatchedServers servers) {
        this.home = home;
        this.servers = servers;
    }

    Map<State, Integer> count(int round, Map<String, Integer> numbersBefore) throws IOException {
        List<String> heard = servers.heard();
        Map<State, Integer> count = new EnumMap<>(State.class);
        for (String application : servers.applications()) {
            count.merge(state(application, round, numbersBefore.get(application), heard), 1, Integer::sum);
        }
        return count;
    }

    private State state(String application, int round, int before, List<String> heard) throws IOException {
        int number = lastNumber(application);
        String build = number > before ? build(application, number) : "";
        boolean written = servers.isWritten(application, round);
        if (number <= before) {
            return State.QUEUED;
        }
        if (build.contains("<completed>true</completed>")) {
            return State.ENDED;
        }
        if (build.contains("<state>FINISHED</state>") || build.contains("<state>FAILED</state>")) {
            return State.ENDING;
        }
        if (build.contains("<state>ROLLING_OUT</state>")) {
            return servers.isLive(application, round) ? State.LIVE : State.WAITING;
        }
        if (written) {
            return State.PUSHED;
        }
        return asking(application, heard);
    }

    private static State asking(String application, List<String> heard) {
        State state = State.STARTED;
        for (String line : heard) {
            State reached = State.STARTED;
            if (line.startsWith("argocd ") && line.matches(".*[/=]" + application + "\\b.*")) {
                reached = State.DISCOVERING;
            } else if (line.startsWith("registry ") && state == State.DISCOVERING) {
                reached = State.READING_TAGS;
            } else if (line.startsWith("git ") && line.contains("/" + application + ".git")) {
                reached = line.contains("receive-pack") ? State.PUSHING : State.FETCHED;
            }
            state = reached.compareTo(state) > 0 ? reached : state;
        }
        return state;
    }

    /** The number of the newest build that is on the disk; 0 for none. */
    int lastNumber(String application) throws IOException {
        Path builds = home.resolve("jobs").resolve(application).resolve("builds");
        if (!Files.isDirectory(builds)) {
            return 0;
        }
        try (var folders = Files.list(builds)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }

    private String build(String application, int number) throws IOException {
        Path file = home.resolve("jobs")
                .resolve(application)
                .resolve("builds")
                .resolve(Integer.toString(number))
                .resolve("build.xml");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Whether the page of the job tells of a tag. */
    boolean isInHistory(String application, String tag) throws IOException {
        Path history = home.resolve("jobs").resolve(application).resolve("argo-image-update-history.json");
        return Files.exists(history) && Files.readString(history).contains('"' + tag + '"');
    }
}
