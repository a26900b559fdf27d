package io.jenkins.plugins.argoimageupdate.engine.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Measures what something costs this process. */
final class Meter {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Meter() {}

    /** Counts requests at a server; the number only grows. */
    interface Counter {
        long count() throws IOException;
    }

    /**
     * What something cost.
     *
     * @param requests counted at the server
     * @param wallMillis until it was done
     * @param cpuMillis of all threads of this process; negative if not measured
     * @param allocatedBytes by all threads that are still alive; negative if not measured
     */
    record Cost(long requests, double wallMillis, double cpuMillis, long allocatedBytes) {}

    static Cost measure(Counter counter, Callable<?> action) throws Exception {
        long requests = counter.count();
        Map<Long, Long> allocated = allocated();
        long cpu = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        action.call();
        double wall = (System.nanoTime() - began) / 1e6;
        double used = (SYSTEM.getProcessCpuTime() - cpu) / 1e6;
        long bytes = allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - allocated.getOrDefault(thread.getKey(), 0L))
                .sum();
        return new Cost(counter.count() - requests, wall, used, bytes);
    }

    /** The middle of several, each number for itself. */
    static Cost median(List<Cost> costs) {
        return new Cost(
                (long) middle(
                        costs.stream().map(cost -> (double) cost.requests()).toList()),
                middle(costs.stream().map(Cost::wallMillis).toList()),
                middle(costs.stream().map(Cost::cpuMillis).toList()),
                (long) middle(costs.stream()
                        .map(cost -> (double) cost.allocatedBytes())
                        .toList()));
    }

    /** The mean of several, each number for itself. */
    static Cost mean(List<Cost> costs) {
        return new Cost(
                Math.round(costs.stream().mapToLong(Cost::requests).average().orElseThrow()),
                costs.stream().mapToDouble(Cost::wallMillis).average().orElseThrow(),
                costs.stream().mapToDouble(Cost::cpuMillis).average().orElseThrow(),
                Math.round(
                        costs.stream().mapToLong(Cost::allocatedBytes).average().orElseThrow()));
    }

    /** The wall time that so many of a hundred do not exceed. */
    static double percentile(List<Cost> costs, int percent) {
        List<Double> sorted = costs.stream().map(Cost::wallMillis).sorted().toList();
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }

    /** Bytes on the heap that are in use, after collections. */
    static long liveHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double middle(List<Double> numbers) {
        List<Double> sorted = new ArrayList<>(numbers);
        sorted.sort(Comparator.naturalOrder());
        return sorted.get(sorted.size() / 2);
    }

    private static Map<Long, Long> allocated() {
        Map<Long, Long> bytes = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            bytes.put(id, Math.max(0, THREADS.getThreadAllocatedBytes(id)));
        }
        return bytes;
    }
}
