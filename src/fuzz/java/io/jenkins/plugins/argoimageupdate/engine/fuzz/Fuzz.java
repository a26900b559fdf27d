package io.jenkins.plugins.argoimageupdate.engine.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What Jazzer calls: {@code --target_class=…Fuzz --target_args=<target>}. */
public final class Fuzz {

    /** Of processor time, so that other processes do not matter; of an input that stands for a big one, for each million characters. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static final int BIG = 1_000_000;

    private static FuzzTarget target;

    private Fuzz() {}

    /** @param arguments the target's name */
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTargets.all().get(arguments[0]);
        if (target == null) {
            throw new IllegalArgumentException("no target " + arguments[0]);
        }
    }

    /** An input that takes too long is tried a second time: by then its code is compiled. */
    public static void fuzzerTestOneInput(byte[] input) throws Throwable {
        Duration limit = LIMIT.multipliedBy(1 + FuzzInput.text(input).length() / BIG);
        if (time(input).compareTo(limit) > 0) {
            Duration again = time(input);
            if (again.compareTo(limit) > 0) {
                throw new AssertionError("it took " + again.toMillis() + " ms");
            }
        }
    }

    private static Duration time(byte[] input) throws Throwable {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        target.read(input);
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
}
