package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.RelativePath;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of the step and of the build step have in common; for their descriptors. */
public interface UpdateForm extends ServerForm {

    /** The text of a form's field. */
    default String text(List<String> entries) {
        return entries == null ? "" : String.join(", ", entries);
    }

    @POST
    default ListBoxModel doFillWriteBackItems() {
        ListBoxModel ways = new ListBoxModel();
        ways.add(Messages.UpdateForm_writeBack_annotations(), "");
        ways.add(Messages.UpdateForm_writeBack_git(), "git");
        ways.add(Messages.UpdateForm_writeBack_argocd(), "argocd");
        return ways;
    }

    @POST
    default ListBoxModel doFillWaitForItems() {
        ListBoxModel ends = new ListBoxModel();
        ends.add(Messages.UpdateForm_waitFor_healthy(), WaitFor.HEALTHY.id());
        ends.add(Messages.UpdateForm_waitFor_paused(), WaitFor.PAUSED.id());
        ends.add(Messages.UpdateForm_waitFor_synced(), WaitFor.SYNCED.id());
        ends.add(Messages.UpdateForm_waitFor_none(), WaitFor.NONE.id());
        return ends;
    }

    @POST
    default ListBoxModel doFillOnFailureItems() {
        ListBoxModel ways = new ListBoxModel();
        ways.add(Messages.UpdateForm_onFailure_keep(), "");
        ways.add(Messages.UpdateForm_onFailure_rollback(), "rollback");
        return ways;
    }

    @POST
    default ListBoxModel doFillDriftItems() {
        ListBoxModel ways = new ListBoxModel();
        ways.add(Messages.UpdateForm_drift_report(), DriftPolicy.REPORT.id());
        ways.add(Messages.UpdateForm_drift_adopt(), DriftPolicy.ADOPT.id());
        ways.add(Messages.UpdateForm_drift_ignore(), DriftPolicy.IGNORE.id());
        return ways;
    }

    /** An Application or a selector; the form sends the selector's fields with it. */
    @POST
    default FormValidation doCheckApplication(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @RelativePath("selector") @QueryParameter String glob,
            @RelativePath("selector") @QueryParameter String labels,
            @RelativePath("selector") @QueryParameter String project) {
        return FormChecks.of(item, () -> {
            boolean named = !Util.fixNull(value).isBlank();
            boolean selected = Stream.of(glob, labels, project)
                    .anyMatch(part -> !Util.fixNull(part).isBlank());
            if (named == selected) {
                return FormValidation.error(
                        named ? Messages.UpdateForm_applicationAndSelector() : Messages.UpdateForm_application());
            }
            return FormValidation.ok();
        });
    }

    @POST
    default FormValidation doCheckUnstableOn(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.check(item, () -> {
            UpdateArguments arguments = new UpdateArguments();
            arguments.setUnstableOn(List.of(Util.fixNull(value)));
            arguments.toFailurePolicy();
        });
    }

    @POST
    default FormValidation doCheckFailOn(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String unstableOn) {
        return FormChecks.check(item, () -> {
            UpdateArguments arguments = new UpdateArguments();
            arguments.setFailOn(List.of(Util.fixNull(value)));
            arguments.setUnstableOn(List.of(Util.fixNull(unstableOn)));
            arguments.toFailurePolicy();
        });
    }
}
