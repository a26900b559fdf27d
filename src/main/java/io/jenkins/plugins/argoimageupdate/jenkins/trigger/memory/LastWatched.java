package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.record.XmlValue;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** What the last build of a job that updated anything, and not only rolled back, asked for, in a file of the job's, which outlives the build. */
public final class LastWatched {

    private static final Logger LOGGER = Logger.getLogger(LastWatched.class.getName());

    private final Job<?, ?> job;
    private final XmlFile file;

    /** @param job whose builds are meant */
    public LastWatched(Job<?, ?> job) {
        this.job = job;
        this.file = new XmlFile(Jenkins.XSTREAM2, new File(job.getRootDir(), "argo-image-update-watched.xml"));
    }

    /** Empty if no build has asked for anything yet. A file that is damaged is made anew from the last build. */
    public List<UpdateArguments> read() {
        if (file.exists()) {
            List<UpdateArguments> kept = kept();
            return kept.isEmpty() ? ofLast(job.getLastCompletedBuild()) : kept;
        }
        return ofLast(job.getLastBuild());
    }

    private static List<UpdateArguments> ofLast(@CheckForNull Run<?, ?> last) {
        return last == null ? List.of() : of(last);
    }

    private List<UpdateArguments> kept() {
        List<UpdateArguments> kept = new ArrayList<>();
        for (Object one : XmlValue.read(file, List.class).orElse(List.of())) {
            if (one instanceof UpdateArguments arguments) {
                kept.add(arguments);
            }
        }
        return kept;
    }

    private void write(List<UpdateArguments> arguments) {
        try {
            if (!Jenkins.XSTREAM2.toXML(arguments).equals(Jenkins.XSTREAM2.toXML(kept()))) {
                file.write(arguments);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "What " + job.getFullName() + " watches cannot be kept in " + file);
        }
    }

    private static List<UpdateArguments> of(Run<?, ?> run) {
        UpdateRunAction action = run.getAction(UpdateRunAction.class);
        List<UpdateArguments> arguments = new ArrayList<>();
        if (action != null) {
            action.getRecords().stream()
                    .filter(record -> record.getRollback() == null)
                    .map(UpdateRecord::getArguments)
                    .forEach(arguments::add);
        }
        return arguments;
    }

    /** Takes note of each build's end. */
    @Extension
    public static final class Listener extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            List<UpdateArguments> arguments = of(run);
            if (!arguments.isEmpty()) {
                new LastWatched(run.getParent()).write(arguments);
            }
        }
    }
}
