package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of list views: which images of a job are live, and whether all are. Administrators add it to the views that want it. */
public final class ImagesColumn extends ListViewColumn {

    @DataBoundConstructor
    public ImagesColumn() {}

    /**
     * What the column says of a job.
     *
     * @return null for a job that has no images, and for who may not read it
     */
    @CheckForNull
    public LiveBanner banner(Item item) {
        if (!(item instanceof Job<?, ?> job) || !job.hasPermission(Item.READ)) {
            return null;
        }
        ImagePanel panel = job.getAction(ImagePanel.class);
        return panel == null ? null : panel.getBanner();
    }

    @Extension
    @Symbol("argoImages")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ImagesColumn_name();
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
