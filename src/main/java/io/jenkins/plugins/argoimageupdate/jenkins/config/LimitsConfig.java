package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How much of the controller image updates may take. */
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

    /** @throws IllegalArgumentException if it is out of range, likewise for the other limits */
    @DataBoundSetter
    public void setMaxConcurrentPolls(int maxConcurrentPolls) {
        this.maxConcurrentPolls = entry().number("maxConcurrentPolls", maxConcurrentPolls, 1, MOST_POLLS);
    }

    /** How many tags' metadata are kept on disk. */
    public int getMetadataCacheEntries() {
        return metadataCacheEntries;
    }

    @DataBoundSetter
    public void setMetadataCacheEntries(int metadataCacheEntries) {
        this.metadataCacheEntries = entry().number("metadataCacheEntries", metadataCacheEntries, 0, MOST_ENTRIES);
    }

    /** How much disk space copies of Git repositories may take; those not used for longest go first. */
    public int getGitCacheMegabytes() {
        return gitCacheMegabytes;
    }

    @DataBoundSetter
    public void setGitCacheMegabytes(int gitCacheMegabytes) {
        this.gitCacheMegabytes = entry().number("gitCacheMegabytes", gitCacheMegabytes, 0, MOST_MEGABYTES);
    }

    private static Entry entry() {
        return new Entry(Messages.LimitsConfig_displayName());
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<LimitsConfig> {

        @Override
        public String getDisplayName() {
            return Messages.LimitsConfig_displayName();
        }

        @POST
        public FormValidation doCheckMaxConcurrentPolls(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.number(text, 1, MOST_POLLS));
        }

        @POST
        public FormValidation doCheckMetadataCacheEntries(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.number(text, 0, MOST_ENTRIES));
        }

        @POST
        public FormValidation doCheckGitCacheMegabytes(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.number(text, 0, MOST_MEGABYTES));
        }
    }
}
