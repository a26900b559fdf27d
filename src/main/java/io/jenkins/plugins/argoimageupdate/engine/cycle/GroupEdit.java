package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.WriteBackFiles;
import io.jenkins.plugins.argoimageupdate.engine.writeback.template.CommitMessageTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.template.TemplateChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The edits of several Applications as one commit. One that cannot be made does not keep the others from it. */
final class GroupEdit implements TreeEdit {

    private final List<PlannedApplication> members;
    private final CommitMessageTemplate message;
    private final Map<PlannedApplication, Outcome> outcomes = new LinkedHashMap<>();

    GroupEdit(List<PlannedApplication> members, CommitMessageTemplate message) {
        this.members = members;
        this.message = message;
    }

    /**
     * What the last edit made of a member.
     *
     * @param planned on the commit edited
     * @param files changed for it; empty when there was nothing to do
     * @param failure null for none
     */
    record Outcome(PlannedApplication planned, List<String> files, UpdateException failure) {}

    @Override
    public Optional<CommitDraft> edit(RepositoryTree tip) {
        outcomes.clear();
        Map<String, byte[]> edited = new TreeMap<>();
        RepositoryTree tree = path -> edited.containsKey(path) ? Optional.of(edited.get(path)) : tip.read(path);
        List<ApplicationPlan> written = new ArrayList<>();
        for (PlannedApplication member : members) {
            try {
                PlannedApplication onTip = member.on(tree);
                Map<String, byte[]> files = WriteBackFiles.edit(onTip.plan(), tree);
                edited.putAll(files);
                outcomes.put(member, new Outcome(onTip, List.copyOf(files.keySet()), null));
                if (!files.isEmpty()) {
                    written.add(onTip.plan());
                }
            } catch (UpdateException failure) {
                outcomes.put(member, new Outcome(member, List.of(), failure));
            }
        }
        return edited.isEmpty() ? Optional.empty() : Optional.of(new CommitDraft(edited, message(written)));
    }

    /** The outcome of a member after the last edit. */
    Outcome outcome(PlannedApplication member) {
        return outcomes.get(member);
    }

    private String message(List<ApplicationPlan> plans) {
        if (plans.size() == 1) {
            return message(plans.get(0));
        }
        List<String> names = plans.stream()
                .map(plan -> plan.spec().application().name())
                .toList();
        StringBuilder text = new StringBuilder("build: automatic update of " + names.size() + " applications\n");
        plans.forEach(plan -> text.append('\n').append(message(plan)));
        return text.toString();
    }

    private String message(ApplicationPlan plan) {
        List<TemplateChange> changes = new ArrayList<>();
        for (ImageChange change : plan.changes()) {
            changes.add(TemplateChange.of(change));
        }
        return message.render(plan.spec().application().name(), changes).toString();
    }
}
