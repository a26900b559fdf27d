package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.application.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.helm.HelmValues;
import io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize.Kustomization;
import io.jenkins.plugins.argoimageupdate.engine.writeback.override.OverrideFile;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Turns a plan into files of the repository; a pure function of both, so it can be repeated on another commit. */
public final class WriteBackFiles {

    private WriteBackFiles() {}

    /**
     * The files that the plan changes, with their whole new content; empty when the repository says all of it already.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException if a file cannot be edited, is missing where it is
     *     needed, or would be outside of the repository
     */
    public static Map<String, byte[]> edit(ApplicationPlan plan, RepositoryTree tree) {
        if (plan.images().stream().noneMatch(ImageChange::changed)) {
            return Map.of();
        }
        String path = path(plan.spec().target(), tree);
        Optional<byte[]> existing = tree.read(path);
        byte[] edited = edit(plan, path, existing);
        boolean same = existing.isPresent() && Arrays.equals(existing.get(), edited);
        return same ? Map.of() : Map.of(path, edited);
    }

    private static byte[] edit(ApplicationPlan plan, String path, Optional<byte[]> existing) {
        WriteBackTarget target = plan.spec().target();
        if (target instanceof WriteBackTarget.Kustomization) {
            return Kustomization.edit(path, existing.orElseThrow(), plan);
        }
        boolean values =
                target instanceof WriteBackTarget.HelmValues && plan.spec().type() == ApplicationType.HELM;
        return values ? HelmValues.edit(path, existing, plan) : OverrideFile.edit(path, existing, plan);
    }

    static String path(WriteBackTarget target, RepositoryTree tree) {
        if (!(target instanceof WriteBackTarget.Kustomization kustomization)) {
            String path = RepositoryPath.inRepository(target.toString());
            if (path.isEmpty()) {
                throw new GitException(
                        Reason.UNEDITABLE_FILE,
                        "write to '" + target + "'",
                        "it is the repository's root",
                        "Name a file as write-back target");
            }
            return path;
        }
        String directory = RepositoryPath.inRepository(kustomization.directory());
        return Kustomization.FILE_NAMES.stream()
                .map(name -> directory.isEmpty() ? name : directory + "/" + name)
                .filter(path -> tree.read(path).isPresent())
                .findFirst()
                .orElseThrow(() -> new GitException(
                        Reason.NOT_FOUND,
                        "find a kustomization in " + (directory.isEmpty() ? "the repository's root" : directory),
                        "there is none of " + String.join(", ", Kustomization.FILE_NAMES),
                        "Correct the write-back target"));
    }
}
