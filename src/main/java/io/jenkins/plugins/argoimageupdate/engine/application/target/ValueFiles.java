package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of values that Argo CD reads for a Helm source, by the rules of its {@code helm.valueFiles}. */
public record ValueFiles(Application application, int index) {

    /** A file in the repository of a source; its path is from the root. */
    public record File(ApplicationSource source, String path) {}

    /** Those that can be named; the chart's own {@code values.yaml} comes first where the chart is in Git. */
    public List<File> files() {
        List<File> files = new ArrayList<>();
        ApplicationSource source = source();
        if (source.isGit()) {
            files.add(new File(source, RepositoryPath.join(source.path(), "values.yaml")));
        }
        source.valueFiles().forEach(written -> file(written).ifPresent(files::add));
        return files;
    }

    /** Whether some can only be told by Argo CD itself, as they depend on its variables or what files there are. */
    public boolean areOpen() {
        return source().valueFiles().stream().anyMatch(ValueFiles::isPattern);
    }

    /** Whether that file is surely one of them. */
    public Optional<File> find(String path) {
        return files().stream().filter(file -> isSame(file.path(), path)).findFirst();
    }

    /** Those that Argo CD reads after that one, so that they have the last word, as far as they are in its repository and revision. */
    public List<String> after(String path) {
        List<File> files = files();
        List<String> after = new ArrayList<>();
        Optional<File> found = Optional.empty();
        for (File file : files) {
            if (isSame(file.path(), path)) {
                found = Optional.of(file);
                after.clear();
            } else if (found.isPresent() && isBeside(found.get().source(), file.source())) {
                after.add(file.path());
            }
        }
        return List.copyOf(after);
    }

    private static boolean isBeside(ApplicationSource one, ApplicationSource other) {
        return one == other
                || RepositoryUrl.isSame(one.repoUrl(), other.repoUrl())
                        && one.targetRevision().equals(other.targetRevision());
    }

    /** Those of other sources whose path ends like that. */
    List<File> endingWith(String path) {
        return files().stream()
                .filter(file -> file.source() != source())
                .filter(file -> isSame(file.path(), path) || file.path().endsWith("/" + path))
                .toList();
    }

    private ApplicationSource source() {
        return application.sources().get(index);
    }

    private Optional<File> file(String written) {
        if (written.contains("://") || isPattern(written)) {
            return Optional.empty();
        }
        if (written.startsWith("$")) {
            int slash = written.indexOf('/');
            return slash < 0
                    ? Optional.empty()
                    : application
                            .sources()
                            .byRef(written.substring(1, slash))
                            .map(source -> new File(source, RepositoryPath.join("", written.substring(slash + 1))));
        }
        ApplicationSource source = source();
        if (!source.isGit()) {
            return Optional.empty();
        }
        return Optional.of(new File(
                source,
                written.startsWith("/")
                        ? RepositoryPath.join("", written.substring(1))
                        : RepositoryPath.join(source.path(), written)));
    }

    private static boolean isPattern(String written) {
        return written.indexOf('$', 1) >= 0
                || written.startsWith("$ARGOCD_")
                || written.startsWith("${")
                || written.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    private static boolean isSame(String one, String other) {
        return RepositoryPath.join("", one).equals(RepositoryPath.join("", other.replaceFirst("^/+", "")));
    }
}
