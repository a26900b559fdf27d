package io.jenkins.plugins.argoimageupdate.jenkins.view;

import hudson.Extension;
import hudson.model.Run;
import java.util.List;
import jenkins.model.details.Detail;
import jenkins.model.details.DetailFactory;

/** Says in the details of a build how many images it updated, or was to. */
public final class UpdateDetail extends Detail {

    private final ChangeCount changes;

    private UpdateDetail(Run<?, ?> run, ChangeCount changes) {
        super(run);
        this.changes = changes;
    }

    @Override
    public String getIconClassName() {
        return "symbol-rocket-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return changes.describe();
    }

    @Override
    public String getLink() {
        return UpdateTab.URL_NAME + "/";
    }

    /** For builds that updated some. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends DetailFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public List<? extends Detail> createFor(Run target) {
            UpdateTab tab = ((Run<?, ?>) target).getAction(UpdateTab.class);
            return tab == null || tab.changes().images() == 0
                    ? List.of()
                    : List.of(new UpdateDetail(target, tab.changes()));
        }
    }
}
