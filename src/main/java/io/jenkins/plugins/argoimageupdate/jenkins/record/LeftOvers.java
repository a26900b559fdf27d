package io.jenkins.plugins.argoimageupdate.jenkins.record;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Computer;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Deletes what a killed Jenkins left of files of ours that it was writing. They are found in the folders of jobs and in those of their
 * newest builds, as older builds had ended.
 */
public final class LeftOvers {

    /** Builds of a job that are looked at, the newest. */
    static final int MOST_BUILDS = 50;

    private static final String OF_JOBS = "argo-image-update-*-atomic*tmp";
    private static final String OF_JENKINS = "io.jenkins.plugins.argoimageupdate.*-atomic*tmp";
    private static final String OURS = "argo-image-update-*";
    private static final Logger LOGGER = Logger.getLogger(LeftOvers.class.getName());

    private final Instant before;
    private int deleted;

    /** @param before what is younger may be being written just now */
    LeftOvers(Instant before) {
        this.before = before;
    }

    /** In the background: nobody has to wait for it. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void sweepSoon() {
        Instant now = Instant.now();
        Computer.threadPoolForRemoting.execute(() -> {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                new LeftOvers(now).sweepAll();
            } catch (RuntimeException | Error e) {
                LOGGER.log(Level.WARNING, "Files that were being written when Jenkins was killed may be left", e);
            }
        });
    }

    private void sweepAll() {
        sweep(Jenkins.get().getRootDir().toPath(), OF_JENKINS);
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            sweepJob(job.getRootDir().toPath(), job.getBuildDir().toPath());
        }
        if (deleted > 0) {
            LOGGER.log(Level.INFO, "Deleted {0} files that were being written when Jenkins was killed", deleted);
        }
    }

    /** Looks at folders alone: no build is loaded, which may take long, and lets Jenkins resume it. */
    void sweepJob(Path job, Path builds) {
        sweep(job, OF_JOBS);
        int most =
                list(job, OURS).isEmpty() ? 1 : MOST_BUILDS; // the newest may be the first one that has files of ours
        newest(builds, most).forEach(build -> sweep(build, OF_JOBS));
    }

    /** How many were deleted. */
    int deleted() {
        return deleted;
    }

    private void sweep(Path folder, String names) {
        for (Path file : list(folder, names)) {
            try {
                if (Files.isRegularFile(file)
                        && Files.getLastModifiedTime(file).compareTo(FileTime.from(before)) < 0
                        && Files.deleteIfExists(file)) {
                    deleted++;
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> file + " is of no use and cannot be deleted");
            }
        }
    }

    private static List<Path> newest(Path builds, int most) {
        return list(builds, "[0-9]*").stream()
                .filter(build -> build.getFileName().toString().matches("\\d{1,9}"))
                .sorted(Comparator.comparingInt((Path build) ->
                                Integer.parseInt(build.getFileName().toString()))
                        .reversed())
                .limit(most)
                .toList();
    }

    private static List<Path> list(Path folder, String names) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
                files.forEach(found::add);
            } catch (IOException | DirectoryIteratorException e) {
                LOGGER.log(Level.FINE, e, () -> folder + " cannot be listed");
            }
        }
        return found;
    }
}
