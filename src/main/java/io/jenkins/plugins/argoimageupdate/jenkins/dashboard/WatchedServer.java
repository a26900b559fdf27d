package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.ServerUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An Argo CD server or a Git repository, as polls and builds have found it since Jenkins started. */
@ExportedBean
public final class WatchedServer {

    private final String name;
    private final String address;
    private final String version;
    private final RequestMetrics.Snapshot counts;
    private final RequestMetrics.Contact contact;
    private final List<Login> logins = new ArrayList<>();
    private String commit = "";
    private Instant commitAt;

    /** @param version empty when not known */
    WatchedServer(String name, String address, String version, RequestMetrics metrics) {
        this.name = name;
        this.address = address;
        this.version = version;
        this.counts = metrics.snapshot();
        this.contact = metrics.contact();
        ServerUsage.get()
                .jobsByCredentials(name)
                .forEach((id, jobs) -> logins.add(new Login(id, new ArrayList<>(jobs))));
    }

    /** Credentials and the jobs that use this server with them. */
    @ExportedBean
    public static final class Login {

        private final String credentialsId;
        private final List<String> jobs;

        private Login(String credentialsId, List<String> jobs) {
            this.credentialsId = credentialsId;
            this.jobs = jobs;
        }

        /** Empty for none. */
        @Exported
        public String getCredentialsId() {
            return credentialsId;
        }

        /** Full names. */
        @Exported
        public List<String> getJobs() {
            return jobs;
        }
    }

    /** Takes note of a commit that a job wrote. */
    void wrote(String id, Instant at) {
        if (commitAt == null || at.isAfter(commitAt)) {
            commit = id;
            commitAt = at;
        }
    }

    @Exported
    public String getName() {
        return name;
    }

    /** Without user info. */
    @Exported
    public String getAddress() {
        return address;
    }

    /** Empty when not known. */
    @Exported
    public String getVersion() {
        return version;
    }

    /** Whether it was asked since Jenkins started. */
    @Exported
    public boolean isAsked() {
        return contact.answered() != null || contact.failed() != null;
    }

    /** Whether it answered when it was asked last. */
    @Exported
    public boolean isReachable() {
        return contact.isReached();
    }

    /** Whether it has answered since Jenkins started, or a commit of a job tells that it did before. */
    boolean hasEverAnswered() {
        return contact.answered() != null || !commit.isEmpty();
    }

    /** Whether it was asked, and has not answered yet. */
    boolean hasNeverAnswered() {
        return contact.failed() != null && !hasEverAnswered();
    }

    @Exported
    @CheckForNull
    public Date getLastAnswer() {
        return date(contact.answered());
    }

    /** What failed last, which may have passed; empty for nothing. */
    @Exported
    public String getLastError() {
        return contact.error();
    }

    @Exported
    @CheckForNull
    public Date getLastErrorAt() {
        return date(contact.failed());
    }

    /** Since Jenkins started. */
    @Exported
    public long getRequests() {
        return counts.total();
    }

    @Exported(inline = true)
    public List<Login> getLogins() {
        return logins;
    }

    /** The last commit that a job wrote; empty for none. */
    @Exported
    public String getCommit() {
        return commit;
    }

    String text() {
        return String.join(" ", name, address, version, getLastError(), commit) + " "
                + logins.stream()
                        .map(login -> login.getCredentialsId() + " " + String.join(" ", login.getJobs()))
                        .collect(Collectors.joining(" "));
    }

    /** Its first seven digits. */
    public String getShortCommit() {
        return commit.length() > 7 ? commit.substring(0, 7) : commit;
    }

    @Exported
    @CheckForNull
    public Date getCommitAt() {
        return date(commitAt);
    }

    @CheckForNull
    private static Date date(@CheckForNull Instant at) {
        return at == null ? null : Date.from(at);
    }
}
