package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;

/**
 * What is watched for one Application, wherever it was configured: annotations, an ImageUpdater resource, a watch file or the
 * arguments of a step. The stages after discovery know nothing else.
 */
public record WatchSpec(Application application, List<WatchedImage> images, WriteBack writeBack) {

    /**
     * Makes a specification that can be carried out.
     *
     * @throws ConfigurationException if images of this Application cannot be written, or not that way
     */
    static WatchSpec of(Application application, List<WatchedImage> images, WriteBack writeBack) {
        WatchSpec spec = new WatchSpec(application, List.copyOf(images), writeBack);
        if (spec.type() == ApplicationType.UNSUPPORTED) {
            throw unusable(
                    spec,
                    "Argo CD says its source type is " + application.sourceTypes(),
                    "Use a Helm, Kustomize or plugin source, or a target helmvalues:<file> or kustomization:<directory>");
        }
        if (writeBack instanceof WriteBack.Git git) {
            check(spec, git);
        }
        return spec;
    }

    /** The same, updating images whether they are reported as live or not. */
    public WatchSpec forced() {
        List<WatchedImage> forced = images.stream()
                .map(image -> new WatchedImage(image.image(), image.rule(), true, image.pullSecret(), image.target()))
                .toList();
        return new WatchSpec(application, forced, writeBack);
    }

    /** The same, where other images are live. */
    public WatchSpec running(List<String> liveImages) {
        return new WatchSpec(application.running(liveImages), images, writeBack);
    }

    /** What in the repository is changed. */
    public WriteBackTarget target() {
        return WriteBackTarget.of(application, writeBack);
    }

    /** In what form images are written. */
    public ApplicationType type() {
        return choice().type(writeBack instanceof WriteBack.Git);
    }

    /** Whether the source is rendered by a config management plugin, which can take images as environment variables. */
    public boolean hasPluginSource() {
        return choice().isPlugin();
    }

    /** The source that holds the images. */
    public ApplicationSource source() {
        return choice().source();
    }

    /** The position of {@link #source} in the Application's sources. */
    public int sourceIndex() {
        return choice().index();
    }

    /** The Git repository that is written to. */
    public String repository() {
        boolean given =
                writeBack instanceof WriteBack.Git git && !git.repository().isEmpty();
        return given ? ((WriteBack.Git) writeBack).repository() : source().repoUrl();
    }

    /** The branch that is changed, or that a push branch or pull request starts from; empty or {@code HEAD} for the default one. */
    public String baseBranch() {
        if (writeBack instanceof WriteBack.Git git && !git.baseBranch().isEmpty()) {
            return git.baseBranch();
        }
        String repository = repository();
        return application.sources().stream()
                .filter(source -> application.multiSource() && source.repoUrl().equals(repository))
                .findFirst()
                .orElseGet(this::source)
                .targetRevision();
    }

    private SourceChoice choice() {
        return new SourceChoice(application, target());
    }

    private static void check(WatchSpec spec, WriteBack.Git git) {
        long colons = git.branch().chars().filter(c -> c == ':').count();
        if (colons > 1) {
            throw unusable(spec, "the branch '" + git.branch() + "' has several colons", "Write base:push");
        }
        if (git.pullRequest() != null && colons > 0) {
            throw unusable(
                    spec,
                    "the branch '" + git.branch() + "' names a push branch, which a pull request has of its own",
                    "Give the base branch alone");
        }
    }

    private static ConfigurationException unusable(WatchSpec spec, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "watch the images of " + spec.application().name(),
                answer,
                advice);
    }
}
