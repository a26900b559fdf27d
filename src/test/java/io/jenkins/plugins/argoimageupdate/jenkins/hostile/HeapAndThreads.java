package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import com.sun.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;

/**
 * What a Jenkins takes at a moment.
 *
 * @param heap bytes that are in use after a garbage collection
 * @param threads how many there are, by their name without its numbers
 */
public record HeapAndThreads(long heap, Map<String, Long> threads) {

    /** Those that work for the plugin: its own, and those of Java's HTTP client and of JGit. */
    private static final Pattern OURS = Pattern.compile("argo-image-update|HttpClient|JGit", Pattern.CASE_INSENSITIVE);

    public static HeapAndThreads now() {
        return new HeapAndThreads(
                collected(),
                Thread.getAllStackTraces().keySet().stream()
                        .collect(Collectors.groupingBy(
                                thread ->
                                        thread.getName().replaceAll("\\d+", "#").replaceAll("\\[#.*", ""),
                                TreeMap::new,
                                Collectors.counting())));
    }

    /**
     * What was left by a collection, and not what is in use when it is over: on a busy machine that is much more. Java leaves one that is
     * asked for out while a thread inflates or deflates, as packs of Git are, so this asks again.
     */
    private static long collected() {
        GarbageCollectorMXBean whole = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .filter(collector -> collector.getName().equals("G1 Old Generation"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("needs -XX:+UseG1GC"));
        long before = whole.getCollectionCount();
        while (whole.getCollectionCount() == before) {
            System.gc();
        }
        return whole.getLastGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pool.getKey().startsWith("G1 "))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** The classes that take most, and what the plugin's threads do. */
    public static String details() throws Exception {
        String classes = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        String work = Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().contains("argo-image-update"))
                .map(entry -> entry.getKey().getName() + ": "
                        + Stream.of(entry.getValue())
                                .filter(element -> element.getClassName().contains("argoimageupdate"))
                                .limit(5)
                                .map(element -> element.getFileName() + ":" + element.getLineNumber())
                                .collect(Collectors.joining(" < ")))
                .collect(Collectors.joining("\n"));
        return classes.lines().limit(14).collect(Collectors.joining("\n")) + "\n" + work;
    }

    public long all() {
        return threads.values().stream().mapToLong(Long::longValue).sum();
    }

    public long ours() {
        return threads.entrySet().stream()
                .filter(entry -> OURS.matcher(entry.getKey()).find())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public double mebibytes() {
        return heap / 1048576.0;
    }

    /** How many more of each name there are than before. */
    public Map<String, Long> moreThan(HeapAndThreads before) {
        Map<String, Long> more = new TreeMap<>();
        threads.forEach((name, count) -> {
            long change = count - before.threads.getOrDefault(name, 0L);
            if (change > 0) {
                more.put(name, change);
            }
        });
        return more;
    }
}
