package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.FoldableAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerProxy;

/** The build's copy of the polling log that has started it, in a file of the build's own. Whoever may read the job may read it. */
public final class BuildPollLog implements RunAction2, FoldableAction, StaplerProxy {

    private static final Logger LOGGER = Logger.getLogger(BuildPollLog.class.getName());

    private String text;
    private transient Run<?, ?> run;

    BuildPollLog(String text) {
        this.text = text;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
        try {
            Files.writeString(file(), text, StandardCharsets.UTF_8);
            text = null;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The polling log is kept with the record of " + run);
        }
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** A poll that finds a build of its job in the queue adds to that build's log. */
    @Override
    public void foldIntoExisting(Queue.Item item, Queue.Task owner, List<Action> others) {
        item.getActions(BuildPollLog.class).forEach(existing -> existing.text += "\n" + text);
    }

    private Path file() {
        return run.getRootDir().toPath().resolve("argo-image-update-polling.log");
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public Object getTarget() {
        if (run == null) {
            throw HttpResponses.notFound(); // still in the queue
        }
        run.checkPermission(Item.READ);
        return this;
    }

    public String getLog() throws IOException {
        if (text != null) {
            return text;
        }
        return Files.exists(file()) ? new String(Files.readAllBytes(file()), StandardCharsets.UTF_8) : "";
    }

    @Override
    public String getIconFileName() {
        return run == null ? null : PollLogAction.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.PollLogAction_displayName();
    }

    @Override
    public String getUrlName() {
        return PollLogAction.URL;
    }
}
