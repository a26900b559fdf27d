package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.jenkins.record.XmlValue;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Jobs and repositories of images that an administrator keeps from being polled by schedule and by webhook, over restarts; to poll by hand goes on working.
 * Thread-safe.
 */
@Extension
public final class PollPause extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(PollPause.class.getName());

    private final AtomicInteger version = new AtomicInteger();
    private State state;

    /** What is kept. Earlier versions kept who is paused, and nothing else: the fields {@code all}, {@code jobs} and {@code repositories}. */
    private static final class State {
        private Pause everything;
        private TreeMap<String, Pause> pausedJobs = new TreeMap<>();
        private TreeMap<String, Pause> pausedRepositories = new TreeMap<>();
        private boolean all;
        private TreeSet<String> jobs;
        private TreeSet<String> repositories;

        private Object readResolve() {
            pausedJobs = merged(pausedJobs, jobs);
            pausedRepositories = merged(pausedRepositories, repositories);
            everything = everything == null && all ? Pause.unknown() : everything;
            all = false;
            jobs = null;
            repositories = null;
            return this;
        }

        private static TreeMap<String, Pause> merged(TreeMap<String, Pause> known, TreeSet<String> names) {
            TreeMap<String, Pause> merged = known == null ? new TreeMap<>() : known;
            if (names != null) {
                names.forEach(name -> merged.putIfAbsent(name, Pause.unknown()));
            }
            return merged;
        }
    }

    /** The one of this controller. */
    public static PollPause get() {
        return ExtensionList.lookupSingleton(PollPause.class);
    }

    /** Whether a job is not polled, as it is paused itself or everything is. */
    public synchronized boolean isPaused(Job<?, ?> job) {
        return isAllPaused() || of(job).isPresent();
    }

    /** Whether no job is polled at all. */
    public synchronized boolean isAllPaused() {
        return ofAll().isPresent();
    }

    /** The pause of polling as a whole; empty if there is none. */
    public synchronized Optional<Pause> ofAll() {
        return Optional.ofNullable(state().everything);
    }

    /** The pause of a job itself; empty if it is paused with all others, or not at all. */
    public synchronized Optional<Pause> of(Job<?, ?> job) {
        return Optional.ofNullable(state().pausedJobs.get(job.getFullName()));
    }

    /**
     * The pause of a repository; empty if there is none.
     *
     * @param repository as {@link RepositoryKeys} call it
     */
    public synchronized Optional<Pause> ofRepository(String repository) {
        return Optional.ofNullable(state().pausedRepositories.get(repository));
    }

    /** The same as {@link #setAllPaused(boolean, String)} without a reason. @throws IOException likewise */
    public void setAllPaused(boolean paused) throws IOException {
        setAllPaused(paused, "");
    }

    /**
     * Pauses or resumes polling as a whole, in the name of who is logged in.
     *
     * @param reason of the pause; empty or null for none
     * @throws IOException if it is not kept; it counts until Jenkins restarts
     */
    public synchronized void setAllPaused(boolean paused, @CheckForNull String reason) throws IOException {
        boolean changes = paused || isAllPaused();
        state().everything = paused ? Pause.now(reason) : null;
        if (changes) {
            save("all jobs", state().everything);
        }
    }

    /** The same as {@link #setPaused(Job, boolean, String)} without a reason. @throws IOException likewise */
    public void setPaused(Job<?, ?> job, boolean paused) throws IOException {
        setPaused(job, paused, "");
    }

    /**
     * Pauses or resumes the polling of a job, in the name of who is logged in.
     *
     * @param reason of the pause; empty or null for none
     * @throws IOException if it is not kept; it counts until Jenkins restarts
     */
    public synchronized void setPaused(Job<?, ?> job, boolean paused, @CheckForNull String reason) throws IOException {
        set(state().pausedJobs, job.getFullName(), paused ? Pause.now(reason) : null);
    }

    /** @param repository as {@link RepositoryKeys} call it */
    public synchronized boolean isRepositoryPaused(String repository) {
        return ofRepository(repository).isPresent();
    }

    /** As {@link RepositoryKeys} call them. */
    public synchronized Set<String> pausedRepositories() {
        return new TreeSet<>(state().pausedRepositories.keySet());
    }

    /** The same as {@link #setRepositoryPaused(String, boolean, String)} without a reason. @throws IOException likewise */
    public void setRepositoryPaused(String repository, boolean paused) throws IOException {
        setRepositoryPaused(repository, paused, "");
    }

    /**
     * Pauses or resumes the polling of a repository, in the name of who is logged in.
     *
     * @param repository as {@link RepositoryKeys} call it
     * @param reason of the pause; empty or null for none
     * @throws IOException if it is not kept; it counts until Jenkins restarts
     */
    public synchronized void setRepositoryPaused(String repository, boolean paused, @CheckForNull String reason)
            throws IOException {
        set(state().pausedRepositories, repository, paused ? Pause.now(reason) : null);
    }

    /** Changes with every pause and every resumption. */
    public int version() {
        return version.get();
    }

    private void set(Map<String, Pause> pauses, String name, @CheckForNull Pause pause) throws IOException {
        Pause before = pause == null ? pauses.remove(name) : pauses.put(name, pause);
        if (pause != null || before != null) {
            save(name, pause);
        }
    }

    private void save(String what, @CheckForNull Pause pause) throws IOException {
        String line = pause == null
                ? "Polling of " + CleanText.line(what) + " is resumed by " + Pause.now("")
                : "Polling of " + CleanText.line(what) + " is paused by " + pause;
        LOGGER.info(line);
        version.incrementAndGet();
        save();
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        replace(oldFullName, newFullName);
    }

    @Override
    public void onDeleted(Item item) {
        replace(item.getFullName(), null);
    }

    private synchronized void replace(String before, String after) {
        Pause pause = state().pausedJobs.remove(before);
        if (pause == null) {
            return;
        }
        if (after != null) {
            state().pausedJobs.put(after, pause);
        }
        try {
            save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "That polling of " + before + " is paused cannot be kept");
        }
    }

    private State state() {
        if (state == null) {
            state = load();
        }
        return state;
    }

    private static State load() {
        return XmlValue.read(file(), State.class).orElseGet(State::new);
    }

    private void save() throws IOException {
        file().write(state());
    }

    private static XmlFile file() {
        return new XmlFile(Jenkins.XSTREAM2, new File(Jenkins.get().getRootDir(), PollPause.class.getName() + ".xml"));
    }
}
