package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.PlatformFilter;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.MetadataSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.SyntheticTags;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** What is remembered of a thousand tags: reading it from memory, from the file, and writing it. */
@State(Scope.Benchmark)
public class MetadataBenchmark {

    private static final int TAGS = 1_000;
    private static final String APP = "app";

    private final RegistryEndpoint endpoint =
            RegistryEndpoint.at("r.example", URI.create("https://r.example"), TlsTrust.DEFAULT);
    private final RegistryClient client =
            new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null)).client(endpoint, RegistryLogin.ANONYMOUS);
    private final List<String> names =
            IntStream.range(0, TAGS).mapToObj(SyntheticTags::name).toList();
    private Path directory;
    private TagMetadataCache cache;

    @Setup(Level.Trial)
    public void fill() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("metadata");
        cache = TagMetadataCache.in(directory);
        SyntheticTags.fill(cache, endpoint, APP, TAGS);
    }

    @TearDown(Level.Trial)
    public void clear() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Benchmark
    public void readThousandTags(Blackhole blackhole) throws InterruptedException {
        read(cache, blackhole);
    }

    @Benchmark
    public void openAndReadThousandTags(Blackhole blackhole) throws InterruptedException {
        read(TagMetadataCache.in(directory), blackhole);
    }

    @Benchmark
    public void writeThousandTags() throws InterruptedException {
        SyntheticTags.fill(new TagMetadataCache(), endpoint, APP, TAGS);
    }

    private void read(TagMetadataCache from, Blackhole blackhole) throws InterruptedException {
        MetadataSource source = new MetadataSource(client, from, from.tags(endpoint, APP), APP);
        TagMetadataReader reader = new TagMetadataReader(source, PlatformFilter.of(List.of()));
        for (String name : names) {
            blackhole.consume(reader.remembered(name).orElseThrow());
        }
    }
}
