package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which Git repository a write-back target is: that of the source itself, or one that its {@code helm.valueFiles} refer to. */
record GitPlaces(Application application, WriteBack.Git git, TargetText text) {

    /** A target in a repository. */
    record GitPlace(String repository, String branch, WriteBackTarget target) {}

    /**
     * The target of one source; empty where no Git repository has it.
     *
     * @throws ConfigurationException if the target refers to a source that does not exist
     */
    Optional<GitPlace> of(int index) {
        ApplicationSource source = application.sources().get(index);
        return switch (text.base()) {
            case REF -> Optional.of(at(referred(), text.in("")));
            case SOURCE -> inDirectory(index, source);
            case ROOT -> fromRoot(index, source);
        };
    }

    private ApplicationSource referred() {
        return application
                .sources()
                .byRef(text.ref())
                .filter(ApplicationSource::isGit)
                .filter(source -> !text.path().isEmpty())
                .orElseThrow(() -> {
                    String known = application.sources().all().stream()
                            .map(ApplicationSource::ref)
                            .filter(ref -> !ref.isEmpty())
                            .map(ref -> "$" + ref)
                            .collect(Collectors.joining(", "));
                    return TargetText.unusable(
                            application,
                            text.text(),
                            "no source in Git has ref: " + text.ref() + (known.isEmpty() ? "" : ", there is " + known),
                            known.isEmpty()
                                    ? "Write the path in the repository, from its root with a leading slash"
                                    : "Correct the reference, such as helmvalues:" + known.split(",")[0]
                                            + "/values.yaml");
                });
    }

    private Optional<GitPlace> inDirectory(int index, ApplicationSource source) {
        if (source.isGit()) {
            return Optional.of(at(source, text.in(source.path())));
        }
        if (text.form() != TargetText.Form.VALUES) {
            return Optional.empty();
        }
        List<ValueFiles.File> files = new ValueFiles(application, index).endingWith(text.path());
        if (files.size() == 1) {
            return Optional.of(at(
                    files.get(0).source(),
                    new WriteBackTarget.HelmValues(files.get(0).path())));
        }
        return git.repository().isEmpty() || !files.isEmpty()
                ? Optional.empty()
                : Optional.of(at(source, text.in(source.path())));
    }

    private Optional<GitPlace> fromRoot(int index, ApplicationSource source) {
        WriteBackTarget target = text.in("");
        Optional<ApplicationSource> read = text.form() == TargetText.Form.VALUES
                ? new ValueFiles(application, index).find(text.path()).map(ValueFiles.File::source)
                : Optional.empty();
        if (read.isPresent() || source.isGit()) {
            return Optional.of(at(read.orElse(source), target));
        }
        List<ApplicationSource> others = application.sources().all().stream()
                .filter(ApplicationSource::isGit)
                .toList();
        boolean one = !others.isEmpty()
                && others.stream()
                        .allMatch(other -> RepositoryUrl.isSame(
                                other.repoUrl(), others.get(0).repoUrl()));
        if (one || !git.repository().isEmpty()) {
            return Optional.of(at(one ? others.get(0) : source, target));
        }
        return Optional.empty();
    }

    private GitPlace at(ApplicationSource source, WriteBackTarget target) {
        String repository = git.repository().isEmpty() ? source.repoUrl() : git.repository();
        return new GitPlace(repository, branch(source, repository), target);
    }

    private String branch(ApplicationSource source, String repository) {
        if (!git.baseBranch().isEmpty()) {
            return git.baseBranch();
        }
        boolean own = !application.sources().areSeveral() || RepositoryUrl.isSame(source.repoUrl(), repository);
        ApplicationSource followed = own
                ? source
                : application.sources().all().stream()
                        .filter(other -> RepositoryUrl.isSame(other.repoUrl(), repository))
                        .findFirst()
                        .orElse(source);
        return followed.isGit() ? followed.targetRevision() : "";
    }

    /** Whether a source surely has that target: its own directory, or a file that it reads, in the repository that is asked for. */
    boolean isExpected(int index, WriteBackTarget target) {
        ApplicationSource source = application.sources().get(index);
        if (target instanceof WriteBackTarget.HelmValues values) {
            return new ValueFiles(application, index)
                    .find(values.path())
                    .filter(file -> isAskedFor(file.source()))
                    .isPresent();
        }
        String directory = target instanceof WriteBackTarget.Kustomization kustomization
                ? kustomization.directory()
                : RepositoryPath.join(target.toString(), "..");
        return isAskedFor(source) && RepositoryPath.join("", directory).equals(RepositoryPath.join("", source.path()));
    }

    private boolean isAskedFor(ApplicationSource source) {
        return git.repository().isEmpty() || RepositoryUrl.isSame(source.repoUrl(), git.repository());
    }

    /** Why no source has the target. */
    ConfigurationException nowhere(String sources, List<Integer> candidates) {
        List<String> files = candidates.stream()
                .flatMap(index -> application.sources().get(index).valueFiles().stream())
                .filter(file -> file.startsWith("$"))
                .toList();
        String advice = files.isEmpty()
                ? "Put the values into a Git repository that is a source with a ref, and write to helmvalues:$<ref>/values.yaml; or"
                        + " use the write-back method argocd"
                : "Set the write-back target to a file of values that Argo CD reads: helmvalues:"
                        + String.join(" or helmvalues:", files);
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "find the Git repository to write the images of " + application.name() + " to",
                "a chart is not in Git, and Argo CD reads no " + (text.text().isEmpty() ? text.path() : text.text())
                        + " for it; there is " + sources,
                advice);
    }
}
