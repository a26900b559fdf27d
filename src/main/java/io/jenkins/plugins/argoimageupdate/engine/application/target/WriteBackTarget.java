package io.jenkins.plugins.argoimageupdate.engine.application.target;

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
}
