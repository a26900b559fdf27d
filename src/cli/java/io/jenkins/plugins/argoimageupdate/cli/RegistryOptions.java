package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.EnvironmentProxies;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.LocalPath;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.RegistriesConf;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how registries are reached and where things are kept, and what they make. */
final class RegistryOptions {

    @Option(
            names = {"--registries-conf", "--registries-conf-path"},
            paramLabel = "FILE",
            description = "Registries, in the format of the Image Updater's registries.conf.")
    private Path registriesConf;

    @Option(
            names = "--cache-dir",
            paramLabel = "DIRECTORY",
            description =
                    "Where Git repositories and the metadata of tags are cached. Default: %n$XDG_CACHE_HOME/argo-image-update, or"
                            + "%n$HOME/.cache/argo-image-update.")
    private Path cacheDirectory;

    /** @param fallback a file to read when the option is not given; null for none */
    RegistryEndpoints endpoints(@Nullable Path fallback) {
        Path file = registriesConf == null ? fallback : registriesConf;
        if (file == null) {
            return new RegistryEndpoints(List.of());
        }
        return new RegistriesConf(path -> certificate(file, path)).parse(file.toString(), TextFile.read(file));
    }

    Engine engine() {
        return engine(cacheDirectory());
    }

    Engine engine(Path cache) {
        RegistryClients clients = new RegistryClients(connector());
        TagMetadataCache metadata = TagMetadataCache.in(cache.resolve("metadata"));
        RegistrySelector selector = new RegistrySelector(clients, metadata, new PushTimes());
        return new Engine(clients, selector, new GitWorkspace(cache.resolve("git")));
    }

    HttpConnector connector() {
        return new HttpConnector(HttpLimits.DEFAULT, new EnvironmentProxies(System.getenv()));
    }

    private Path cacheDirectory() {
        if (cacheDirectory != null) {
            return cacheDirectory;
        }
        return CacheFolder.of(System.getenv(), System.getProperty("user.home"));
    }

    private static Optional<String> certificate(Path conf, String path) {
        Path file = LocalPath.of(
                conf.toAbsolutePath().getParent(),
                path,
                (answer, advice) -> new ConfigurationException(
                        Reason.INVALID_CONFIGURATION, "read the ca_file in " + conf, answer, advice));
        return Files.isRegularFile(file) ? Optional.of(TextFile.read(file)) : Optional.empty();
    }
}
