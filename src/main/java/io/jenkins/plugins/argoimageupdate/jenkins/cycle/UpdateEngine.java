package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.XmlFile;
import hudson.init.Terminator;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationViews;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWaits;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.guard.RolloutSlots;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.HttpServices;
import io.jenkins.plugins.argoimageupdate.jenkins.config.LimitsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.security.ImpersonatingExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What all updates of the controller share: the engine with its caches, made when first used, and the threads that updates run on.
 * Thread-safe. When Jenkins shuts down the threads are interrupted; updates of Pipelines go on after the restart.
 */
@Extension
public final class UpdateEngine {

    private static final Logger LOGGER = Logger.getLogger(UpdateEngine.class.getName());

    /** Updates that look for versions or write at once; others wait. While they are rolled out they take no thread. */
    private static final int MOST_UPDATES = 100;

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final ThreadFactory ROLLOUT_THREADS =
            new NamingThreadFactory(new DaemonThreadFactory(), "argo-image-update rollouts");

    /** So that what follows a rollout does not wait for the updates that others begin. */
    private static final int MOST_TO_GO_ON = 16;

    private final ThreadPoolExecutor pool = pool(MOST_UPDATES, "argo-image-update");
    private final ThreadPoolExecutor poolToGoOn = pool(MOST_TO_GO_ON, "argo-image-update after rollouts");
    private final ExecutorService threads = new ImpersonatingExecutorService(pool, ACL.SYSTEM2);
    private final ExecutorService threadsToGoOn = new ImpersonatingExecutorService(poolToGoOn, ACL.SYSTEM2);
    private final RolloutSlots rollouts = new RolloutSlots();
    private final ApplicationViews applications = new ApplicationViews();
    private final RolloutWaits waits = new RolloutWaits(UpdateEngine::threadOfJenkins);
    private @Nullable Engine engine;
    private @Nullable TagMetadataCache metadata;
    private volatile long gitBytes = -1;
    private int metadataEntries;
    private volatile boolean closed;

    private static ThreadPoolExecutor pool(int threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(new DaemonThreadFactory(), name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The one of this controller. */
    public static UpdateEngine get() {
        return ExtensionList.lookupSingleton(UpdateEngine.class);
    }

    /** The engine, with what it keeps below {@code $JENKINS_HOME/caches/argo-image-update}, which may be deleted at any time. */
    public synchronized Engine engine() {
        int entries = limits().getMetadataCacheEntries();
        if (engine == null) {
            engine = engine(entries, new GitWorkspace(caches().resolve("git")));
        } else if (entries != metadataEntries) {
            flushMetadata();
            engine = engine(entries, engine.git());
        }
        return engine;
    }

    private Engine engine(int entries, GitWorkspace git) {
        RegistryClients registries = HttpServices.get().registries();
        metadata = metadata(entries);
        metadataEntries = entries;
        return new Engine(
                registries,
                new RegistrySelector(registries, metadata, new PushTimes()),
                git,
                rollouts,
                applications,
                waits);
    }

    private static Thread threadOfJenkins(Runnable work) {
        return ROLLOUT_THREADS.newThread(() -> {
            try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
                work.run();
            }
        });
    }

    private static TagMetadataCache metadata(int tags) {
        return tags == 0 ? new TagMetadataCache() : TagMetadataCache.in(caches().resolve("metadata"), tags);
    }

    /** Keeps copies of repositories and what is known of tags within their limits. */
    void upkeep() throws IOException, InterruptedException {
        gitBytes = engine().git().shrinkCache(limits().getGitCacheMegabytes() * 1024L * 1024L);
        if (limits().getMetadataCacheEntries() == 0) {
            Util.deleteRecursive(caches().resolve("metadata").toFile());
        }
    }

    /** Carries out new limits at once. */
    @Extension
    public static final class LimitsListener extends SaveableListener {

        @Override
        public void onChange(Saveable changed, XmlFile file) {
            if (changed instanceof ArgoImageUpdateConfiguration) {
                get().threads.execute(() -> {
                    try {
                        get().upkeep();
                    } catch (InterruptedException e) {
                        LOGGER.log(Level.FINE, "Jenkins goes down before the caches are within their limits", e);
                    } catch (IOException | RuntimeException | Error e) {
                        LOGGER.log(
                                Level.WARNING, "The caches of image updates cannot be brought within their limits", e);
                    }
                });
            }
        }
    }

    /** How much memory the metadata of tags take; 0 before the first update. */
    public synchronized long metadataBytes() {
        return metadata == null ? 0 : metadata.bytes();
    }

    /** How much disk space the copies of Git repositories took when they were last looked after; negative before that. */
    public long gitCacheBytes() {
        return gitBytes;
    }

    synchronized void flushMetadata() {
        if (metadata != null) {
            metadata.flush();
        }
    }

    private static LimitsConfig limits() {
        return ArgoImageUpdateConfiguration.get().getLimits();
    }

    private static Path caches() {
        return Jenkins.get().getRootDir().toPath().resolve("caches").resolve("argo-image-update");
    }

    /** Threads for updates of builds. Work there runs as Jenkins itself. */
    public ExecutorService threads() {
        return threads;
    }

    /** Likewise, for what follows the rollouts of an update. */
    public ExecutorService threadsToGoOn() {
        return threadsToGoOn;
    }

    /** Whether Jenkins goes down: what is interrupted now goes on after the restart. */
    public boolean isClosed() {
        return closed;
    }

    /** Interrupts what is under way, and writes what was read last of tags. */
    @Terminator
    public static void close() {
        get().closed = true;
        get().pool.shutdownNow();
        get().poolToGoOn.shutdownNow();
        get().waits.close();
        get().applications.close();
        get().flushMetadata();
    }
}
