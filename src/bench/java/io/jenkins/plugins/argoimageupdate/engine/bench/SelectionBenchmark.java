package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Choosing among tags of which everything is known. */
@State(Scope.Benchmark)
public class SelectionBenchmark {

    @Param({"1000", "10000"})
    public int tags;

    private final TagSelector byDate = selector(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-[0-9]+$");
    private final TagSelector byVersion = selector(UpdateStrategy.SEMVER, ">=1.2.0, <3.0.0 || ^4.1", "");
    private List<RegistryTag> dated;
    private List<RegistryTag> versions;

    @Setup
    public void makeTags() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        dated = IntStream.range(0, tags)
                .mapToObj(i -> new RegistryTag("main-" + i, first.plusSeconds(i * 7919L % tags), "", Map.of()))
                .toList();
        versions = IntStream.range(0, tags)
                .mapToObj(i -> RegistryTag.named(i % 5 + "." + i % 50 + "." + i))
                .toList();
    }

    @Benchmark
    public Selection newestBuild() throws InterruptedException {
        return byDate.choose(dated);
    }

    @Benchmark
    public Selection versionConstraint() throws InterruptedException {
        return byVersion.choose(versions);
    }

    private static TagSelector selector(UpdateStrategy strategy, String constraint, String allowTags) {
        return TagSelector.of(new SelectionRule(strategy, constraint, allowTags, List.of(), List.of()));
    }
}
