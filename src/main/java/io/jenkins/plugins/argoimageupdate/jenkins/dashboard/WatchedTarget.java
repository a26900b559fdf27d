package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A repository of images or of files, with the jobs that use it. */
public final class WatchedTarget {

    private final String name;
    private final Set<WatchedJob> jobs = new LinkedHashSet<>();
    private Date last;
    private String version = "";
    private String error = "";

    WatchedTarget(String name) {
        this.name = name;
    }

    void add(WatchedJob job, Date at, String trouble, String latest) {
        jobs.add(job);
        if (last == null || at.after(last)) {
            last = at;
            version = latest;
        }
        if (!trouble.isEmpty()) {
            error = trouble;
        }
    }

    public String getName() {
        return name;
    }

    public List<WatchedJob> getJobs() {
        return new ArrayList<>(jobs);
    }

    /** When it was used last. */
    @CheckForNull
    public Date getLast() {
        return last;
    }

    /** The tag that is live, or the last commit. */
    public String getVersion() {
        return version;
    }

    /** Empty when all is well. */
    public String getError() {
        return error;
    }
}
