package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;
import java.util.Set;

/**
 * What in a repository is changed. Paths are as configured, relative to the repository's root even with a leading {@code /}; they
 * can still lead out of it.
 *
 * @see RepositoryPath#inRepository
 */
public sealed interface WriteBackTarget {

    /** The start of the names of files that Argo CD merges into an Application's source. */
    String OVERRIDE_PREFIX = ".argocd-source-";

    /** A file with parameters that Argo CD merges into the source, or that another tool reads. */
    record OverrideFile(String path) implements WriteBackTarget {

        @Override
        public String toString() {
            return path;
        }
    }

    /** A file of Helm values. */
    record HelmValues(String path) implements WriteBackTarget {

        @Override
        public String toString() {
            return path;
        }
    }

    /** The kustomization in a directory, whichever of its names it has. */
    record Kustomization(String directory) implements WriteBackTarget {

        @Override
        public String toString() {
            return "kustomization:" + directory;
        }
    }

    /**
     * Reads a target of the configuration (Image Updater: {@code argocd.go}, {@code newWBCFromSettings}). Where the Image Updater
     * ignores {@code kustomization:/}, it means the root here.
     *
     * @throws ConfigurationException if it names a kustomization file directly
     */
    static WriteBackTarget of(Application application, WriteBack writeBack) {
        String sourcePath = new SourceChoice(application, null).source().path();
        String target = writeBack instanceof WriteBack.Git git ? git.target() : "";
        if (target.isEmpty()) {
            return new OverrideFile(RepositoryPath.join(sourcePath, overrideName(application)));
        }
        if (target.startsWith("kustomization")) {
            String directory = place(target, "kustomization", ".", sourcePath);
            return new Kustomization(directory.isEmpty() ? "." : directory);
        }
        if (target.startsWith("helmvalues")) {
            return file(place(target, "helmvalues", "values.yaml", sourcePath));
        }
        String kind = target.substring(0, Math.max(0, target.indexOf(':')));
        if (NearestWord.near(kind, List.of("helmvalues", "kustomization")).isPresent()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "use '" + target + "' as write-back target of " + application.name(),
                    "there is no kind of target '" + kind + "'",
                    NearestWord.advice(kind, List.of("helmvalues", "kustomization")));
        }
        String name = RepositoryPath.name(target);
        if (Set.of("kustomization.yaml", "kustomization.yml", "Kustomization").contains(name)) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "use '" + target + "' as write-back target of " + application.name(),
                    "it is a kustomization, which would be overwritten with parameters",
                    "Write kustomization:<directory> instead");
        }
        return file(target);
    }

    private static WriteBackTarget file(String path) {
        return RepositoryPath.name(path).startsWith(OVERRIDE_PREFIX) ? new OverrideFile(path) : new HelmValues(path);
    }

    /** What follows {@code keyword:}, from the repository's root with a leading slash, else from the source's directory. */
    private static String place(String target, String keyword, String byDefault, String sourcePath) {
        if (target.equals(keyword)) {
            return RepositoryPath.join(sourcePath, byDefault);
        }
        String base = target.substring(keyword.length() + 1);
        if (base.startsWith("/")) {
            return base.substring(1);
        }
        return RepositoryPath.join(sourcePath, base);
    }

    private static String overrideName(Application application) {
        String control = application.controlPlaneNamespace();
        boolean elsewhere = !application.namespace().isEmpty()
                && !control.isEmpty()
                && !application.namespace().equals(control);
        return OVERRIDE_PREFIX + (elsewhere ? application.namespace() + "_" : "") + application.name() + ".yaml";
    }
}
