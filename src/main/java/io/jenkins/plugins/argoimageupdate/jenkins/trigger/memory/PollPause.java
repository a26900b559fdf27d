package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.argoimageupdate.jenkins.record.XmlValue;
import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
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

    private State state;

    /** What is kept. */
    private static final class State {
        private boolean all;
        private TreeSet<String> jobs = new TreeSet<>();
        private TreeSet<String> repositories = new TreeSet<>();

        private Object readResolve() {
            jobs = jobs == null ? new TreeSet<>() : jobs;
            repositories = repositories == null ? new TreeSet<>() : repositories;
            return this;
        }
    }

    /** The one of this controller. */
    public static PollPause get() {
        return ExtensionList.lookupSingleton(PollPause.class);
    }

    /** Whether a job is not polled, as it is paused itself or everything is. */
    public synchronized boolean isPaused(Job<?, ?> job) {
        return state().all || state().jobs.contains(job.getFullName());
    }

    /** Whether no job is polled at all. */
    public synchronized boolean isAllPaused() {
        return state().all;
    }

    /** @throws IOException if it is not kept; it counts until Jenkins restarts */
    public synchronized void setAllPaused(boolean paused) throws IOException {
        state().all = paused;
        save();
    }

    /** @throws IOException if it is not kept; it counts until Jenkins restarts */
    public synchronized void setPaused(Job<?, ?> job, boolean paused) throws IOException {
        boolean changed =
                paused ? state().jobs.add(job.getFullName()) : state().jobs.remove(job.getFullName());
        if (changed) {
            save();
        }
    }

    /** @param repository as {@link RepositoryKeys} call it */
    public synchronized boolean isRepositoryPaused(String repository) {
        return state().repositories.contains(repository);
    }

    /** As {@link RepositoryKeys} call them. */
    public synchronized Set<String> pausedRepositories() {
        return new TreeSet<>(state().repositories);
    }

    /** @param repository as {@link RepositoryKeys} call it */
    public synchronized void setRepositoryPaused(String repository, boolean paused) throws IOException {
        boolean changed = paused
                ? state().repositories.add(repository)
                : state().repositories.remove(repository);
        if (changed) {
            save();
        }
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
        if (!state().jobs.remove(before)) {
            return;
        }
        if (after != null) {
            state().jobs.add(after);
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
