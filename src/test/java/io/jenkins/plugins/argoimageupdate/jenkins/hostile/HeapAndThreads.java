package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        System.gc();
        return new HeapAndThreads(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                Thread.getAllStackTraces().keySet().stream()
                        .collect(Collectors.groupingBy(
                                thread ->
                                        thread.getName().replaceAll("\\d+", "#").replaceAll("\\[#.*", ""),
                                TreeMap::new,
                                Collectors.counting())));
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
