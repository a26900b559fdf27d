package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which stage is promoted from which, by what the last builds of jobs asked for. Nothing is configured for it. */
final class PromotionChains {

    private static final int MOST = Budget.PAGE_JOBS.intValue();

    /** @param source null for none */
    private record Link(StageKey target, Job<?, ?> job, StageKey source, String soak) {}

    private final Map<StageKey, Link> links = new TreeMap<>();
    private final Map<StageKey, Set<Job<?, ?>>> updaters = new HashMap<>();
    private final Set<StageKey> reached = new TreeSet<>();

    /** @param jobs that the reader may see */
    PromotionChains(Map<Job<?, ?>, List<UpdateArguments>> jobs) {
        jobs.forEach((job, all) -> all.forEach(arguments -> add(job, arguments)));
    }

    private void add(Job<?, ?> job, UpdateArguments arguments) {
        Optional<Promotion.FromApplication> from = arguments.promotedFrom();
        for (String application : applications(job, arguments)) {
            StageKey target = StageKey.of(arguments.getArgocd(), arguments.getNamespace(), application);
            if (from.isPresent()) {
                StageKey source = StageKey.of(
                        from.get().argocd(), from.get().namespace(), from.get().name());
                links.merge(target, new Link(target, job, source, arguments.getSoak()), PromotionChains::lastWriter);
            }
            updaters.computeIfAbsent(target, any -> new LinkedHashSet<>()).add(job);
        }
    }

    /** That of a job that only makes dry runs is no good if there is another. */
    private static Link lastWriter(Link one, Link other) {
        String application = one.target().application();
        return lastWritten(other.job(), application).isAfter(lastWritten(one.job(), application)) ? other : one;
    }

    private static Instant lastWritten(Job<?, ?> job, String application) {
        return UpdateHistory.of(job).entries().stream()
                .filter(entry -> entry.change().application().equals(application))
                .map(HistoryEntry::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** Those that update an Application, the last that wrote it first. */
    private List<Job<?, ?>> jobs(StageKey key) {
        List<Job<?, ?>> jobs = new ArrayList<>(updaters.getOrDefault(key, Set.of()));
        if (jobs.size() > 1) {
            jobs.sort(Comparator.<Job<?, ?>, Instant>comparing(job -> lastWritten(job, key.application()))
                    .reversed());
        }
        Link link = links.get(key);
        if (link != null) {
            jobs.remove(link.job());
            jobs.add(0, link.job());
        }
        return jobs;
    }

    private static Set<String> applications(Job<?, ?> job, UpdateArguments arguments) {
        if (!arguments.getApplication().isEmpty()) {
            return Set.of(arguments.getApplication());
        }
        return UpdateHistory.of(job).images().stream()
                .map(image -> image.about().application())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many promotions of a folder a page has no room for. */
    long leftOut(ItemGroup<?> group) {
        long all = links.values().stream()
                .filter(link -> PromotionIndex.isIn(link.job().getFullName(), group))
                .count();
        return Math.max(0, all - MOST);
    }

    /** The chains in which a job of a folder promotes, from their first stages on. */
    List<PromotionChain> in(ItemGroup<?> group) {
        Set<StageKey> wanted = new TreeSet<>();
        List<PromotionChain> chains = new ArrayList<>();
        links.values().stream()
                .filter(link -> PromotionIndex.isIn(link.job().getFullName(), group))
                .limit(MOST)
                .forEach(link -> addWithSources(link.target(), wanted));
        Set<StageKey> first = new TreeSet<>(wanted);
        first.removeIf(key -> links.containsKey(key));
        for (StageKey key : first) {
            List<PromotionStage> stages = new ArrayList<>();
            add(new PromotionStage(key, jobs(key), "", null), key, wanted, stages);
            chains.add(new PromotionChain(stages, ""));
        }
        wanted.removeAll(reached);
        while (!wanted.isEmpty()) {
            Set<StageKey> circle = circle(wanted.iterator().next());
            chains.add(PromotionChain.circle(
                    circle.stream().map(StageKey::toString).toList()));
            Set<StageKey> lost = new TreeSet<>(wanted);
            lost.removeIf(key -> !circle(key).equals(circle));
            wanted.removeAll(lost);
        }
        return chains;
    }

    private void addWithSources(StageKey target, Set<StageKey> wanted) {
        StageKey key = target;
        while (key != null && wanted.add(key)) {
            key = links.containsKey(key) ? links.get(key).source() : null;
        }
    }

    private void add(PromotionStage stage, StageKey key, Set<StageKey> wanted, List<PromotionStage> stages) {
        reached.add(key);
        stages.add(stage);
        for (Link link : links.values()) {
            if (link.source().equals(key) && wanted.contains(link.target())) {
                add(
                        new PromotionStage(link.target(), jobs(link.target()), link.soak(), stage),
                        link.target(),
                        wanted,
                        stages);
            }
        }
    }

    /** The stages that a stage without a first one comes from, which promote from each other. */
    private Set<StageKey> circle(StageKey start) {
        Set<StageKey> passed = new LinkedHashSet<>();
        StageKey key = start;
        while (passed.add(key)) {
            key = links.get(key).source();
        }
        Set<StageKey> circle = new TreeSet<>();
        while (circle.add(key)) {
            key = links.get(key).source();
        }
        return circle;
    }
}
