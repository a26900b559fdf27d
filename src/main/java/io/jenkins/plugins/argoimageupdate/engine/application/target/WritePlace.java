package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;

/**
 * Where images of an Application are written.
 *
 * @param index position of the source among the Application's
 * @param source the one whose manifests have the images
 * @param type in what form images are written
 * @param plugin whether a config management plugin renders the source, which can take images as environment variables
 * @param repository URL of the Git repository that is written to
 * @param branch that is changed, or that a push branch or pull request starts from; empty or {@code HEAD} for the default one
 * @param target what in the repository is changed
 */
public record WritePlace(
        int index,
        ApplicationSource source,
        ApplicationType type,
        boolean plugin,
        String repository,
        String branch,
        WriteBackTarget target) {

    /** Whether both are in the same repository and branch, so that one commit can change both. */
    public boolean isBeside(WritePlace other) {
        return RepositoryUrl.isSame(repository, other.repository)
                && branch.replace("HEAD", "").equals(other.branch.replace("HEAD", ""));
    }

    boolean isSameFile(WritePlace other) {
        return isBeside(other) && target.equals(other.target) && type == other.type;
    }

    /** Such as {@code https://git.example.com/a.git, branch main}. */
    public String describe() {
        return RepositoryUrl.withoutUser(repository) + (branch.isEmpty() ? "" : ", branch " + branch);
    }

    /** What to configure as write-back target to have this place, wherever the source is. */
    public String targetFromRoot() {
        String path = file();
        return target instanceof WriteBackTarget.Kustomization
                ? path.replaceFirst(":", ":/")
                : target instanceof WriteBackTarget.HelmValues ? "helmvalues:/" + path : path;
    }

    /** Such as {@code env/values.yaml (repository charts)}. */
    public String fileInWords() {
        return file() + " (repository " + RepositoryUrl.name(repository) + ")";
    }

    /** Tells what is written in Git apart: the same for two places in the same file or kustomization of a branch. */
    public String fileId() {
        return RepositoryUrl.place(repository) + " " + branch.replace("HEAD", "") + " " + file();
    }

    /** The file from the root of the repository, or {@code kustomization:} and a directory. */
    public String file() {
        return target instanceof WriteBackTarget.Kustomization kustomization
                ? "kustomization:"
                        + RepositoryPath.join("", kustomization.directory().replaceFirst("^/+", ""))
                : RepositoryPath.join("", target.toString().replaceFirst("^/+", ""));
    }
}
