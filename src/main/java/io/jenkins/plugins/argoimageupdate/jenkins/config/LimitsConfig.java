package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How much of the controller image updates may take. Values out of range are brought into it. */
public final class LimitsConfig implements Describable<LimitsConfig> {

    private static final int MOST_POLLS = 100;
    private static final int MOST_ENTRIES = 10_000_000;
    private static final int MOST_MEGABYTES = 1_000_000;

    private int maxConcurrentPolls = 10;
    private int metadataCacheEntries = 100_000;
    private int gitCacheMegabytes = 1024;

    @DataBoundConstructor
    public LimitsConfig() {
        // everything has a default
    }

    public int getMaxConcurrentPolls() {
        return maxConcurrentPolls;
    }

    @DataBoundSetter
    public void setMaxConcurrentPolls(int maxConcurrentPolls) {
        this.maxConcurrentPolls = within(1, maxConcurrentPolls, MOST_POLLS);
    }

    /** How many tags' metadata are kept on disk. */
    public int getMetadataCacheEntries() {
        return metadataCacheEntries;
    }

    @DataBoundSetter
    public void setMetadataCacheEntries(int metadataCacheEntries) {
        this.metadataCacheEntries = within(0, metadataCacheEntries, MOST_ENTRIES);
    }

    /** How much disk space copies of Git repositories may take; those not used for longest go first. */
    public int getGitCacheMegabytes() {
        return gitCacheMegabytes;
    }

    @DataBoundSetter
    public void setGitCacheMegabytes(int gitCacheMegabytes) {
        this.gitCacheMegabytes = within(0, gitCacheMegabytes, MOST_MEGABYTES);
    }

    private static int within(int least, int value, int most) {
        return Math.max(least, Math.min(value, most));
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<LimitsConfig> {

        @Override
        public String getDisplayName() {
            return Messages.LimitsConfig_displayName();
        }

        @POST
        public FormValidation doCheckMaxConcurrentPolls(@QueryParameter String value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.number(value, 1, MOST_POLLS));
        }

        @POST
        public FormValidation doCheckMetadataCacheEntries(@QueryParameter String value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.number(value, 0, MOST_ENTRIES));
        }

        @POST
        public FormValidation doCheckGitCacheMegabytes(@QueryParameter String value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.number(value, 0, MOST_MEGABYTES));
        }
    }
}
