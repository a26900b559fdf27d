package io.jenkins.plugins.argoimageupdate.engine.chaos;

import com.sun.management.UnixOperatingSystemMXBean;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Threads and open files of this JVM that were not there before. */
final class LeftBehind {

    /** Of the JVM and of JGit, which start them once, for good. */
    private static final Pattern SHARED = Pattern.compile(
            "ForkJoinPool\\.commonPool.*|JGit-.*|Keep-Alive-.*|process reaper.*|Attach Listener|Common-Cleaner|awaitility.*");

    /** What the JVM opens besides, such as the archives of classes that are used for the first time. */
    private static final long FILES_OF_THE_JVM = 32;

    private final Set<Thread> threads = threads();
    private final long files = openFiles();

    /** Waits until no more is there than at the start; idle threads and connections need some seconds to end. */
    void awaitNothing() {
        Awaitility.await()
                .atMost(RealPrograms.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(this::assertNothing);
    }

    private void assertNothing() {
        System.gc(); // an HTTP client of the JDK ends its thread and connections when nobody has it any more
        Set<String> more = threads().stream()
                .filter(thread -> !threads.contains(thread))
                .map(Thread::getName)
                .filter(name -> !SHARED.matcher(name).matches())
                .collect(Collectors.toSet());
        if (!more.isEmpty()) {
            throw new AssertionError("threads left: " + more);
        }
        long open = openFiles() - files;
        if (open > FILES_OF_THE_JVM) {
            throw new AssertionError(open + " files or sockets left open");
        }
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** 0 where the system does not tell. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
