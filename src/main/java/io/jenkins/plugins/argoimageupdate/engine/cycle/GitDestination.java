package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchNameTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchSubject;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a plan is committed; plans with the same destination share a commit.
 *
 * @param isAnnotated whether annotations name the credentials
 * @param push empty for the base branch itself
 * @param pullRequest null for none
 */
record GitDestination(
        String url,
        String credentials,
        boolean isAnnotated,
        String base,
        String push,
        WriteBack.@Nullable PullRequest pullRequest) {

    static GitDestination of(PlannedApplication planned) {
        WriteBack.Git git = (WriteBack.Git) planned.spec().writeBack();
        List<TemplateChange> changes =
                planned.plan().changes().stream().map(TemplateChange::of).toList();
        String template = git.pullRequest() == null ? git.pushBranch() : BranchNameTemplate.PULL_REQUEST;
        BranchSubject subject = git.pullRequest() == null ? BranchSubject.NONE : subject(planned);
        String push = template.isEmpty()
                ? ""
                : BranchNameTemplate.parse(template).render(subject, changes).toString();
        return new GitDestination(
                planned.spec().repository(),
                git.credentials(),
                git.isCredentialsAnnotated(),
                planned.spec().baseBranch(),
                push,
                git.pullRequest());
    }

    private static BranchSubject subject(PlannedApplication planned) {
        return new BranchSubject(
                planned.spec().application().namespace(),
                planned.spec().application().name(),
                targetKey(planned.spec().repository() + "|" + planned.spec().baseBranch() + "|"
                        + planned.spec().target()));
    }

    /** Tells what is written apart, as the Image Updater does ({@code types.go}, {@code WriteBackTargetKey}). */
    private static String targetKey(String target) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(target.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
