package io.jenkins.plugins.argoimageupdate.jenkins.record;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.List;

/**
 * Tells later steps of a build what its last update did: {@code ARGO_IMAGE_UPDATE_CHANGES}, such as {@code frontend=main-b99bc73
 * backend=main-b99bc73}, {@code ARGO_IMAGE_UPDATE_WAITING} likewise, {@code ARGO_IMAGE_UPDATE_COMMIT} and {@code ARGO_IMAGE_UPDATE_SUMMARY}.
 */
@Extension
public final class UpdateEnvironment extends EnvironmentContributor {

    @Override
    @SuppressWarnings("rawtypes")
    public void buildEnvironmentFor(Run run, EnvVars variables, TaskListener listener) {
        UpdateRunAction action = ((Run<?, ?>) run).getAction(UpdateRunAction.class);
        if (action == null) {
            return;
        }
        List<UpdateRecord> over =
                action.getRecords().stream().filter(UpdateRecord::isOver).toList();
        if (over.isEmpty()) {
            return;
        }
        UpdateRecord last = over.get(over.size() - 1);
        variables.put("ARGO_IMAGE_UPDATE_CHANGES", EnvironmentWords.of(last.getChanges()));
        variables.put("ARGO_IMAGE_UPDATE_WAITING", EnvironmentWords.of(last.getWaiting()));
        variables.put("ARGO_IMAGE_UPDATE_COMMIT", last.getCommit());
        variables.put("ARGO_IMAGE_UPDATE_SUMMARY", last.getSummary());
    }
}
