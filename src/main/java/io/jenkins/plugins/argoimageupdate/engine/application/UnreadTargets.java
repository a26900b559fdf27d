package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Targets that Argo CD does not read for the Application. Something else may read them, such as the generator of an ApplicationSet, so
 * they are written nevertheless.
 */
record UnreadTargets(WatchSpec spec) {

    List<String> warnings() {
        List<WritePlace> places = new ArrayList<>();
        for (WatchedImage image : spec.images()) {
            try {
                places.addAll(spec.places(image));
            } catch (ConfigurationException e) {
                // the plan says so of this image
            }
        }
        return places.stream()
                .map(this::warning)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private String warning(WritePlace place) {
        List<ApplicationSource> sources = spec.application().sources();
        if (sources.stream().noneMatch(source -> RepositoryUrl.isSame(source.repoUrl(), place.repository()))) {
            return unread(
                    RepositoryUrl.withoutUser(place.repository()),
                    "its sources are "
                            + sources.stream().map(ApplicationSource::inWords).collect(Collectors.joining("; ")),
                    "Check that this is a repository that it follows under another name");
        }
        String seen = new SourceTypes(spec.application()).of(place.index());
        if (place.target() instanceof WriteBackTarget.Kustomization kustomization) {
            return seen.isEmpty() || seen.equals(SourceTypes.KUSTOMIZE) || seen.equals(SourceTypes.PLUGIN)
                    ? null
                    : unread(
                            "the kustomization in " + kustomization.directory(),
                            "the source is of type " + seen,
                            "Set a write-back target of that type");
        }
        if (place.target() instanceof WriteBackTarget.HelmValues values) {
            return seen.equals(SourceTypes.HELM) ? warning(place, values) : null;
        }
        String own = TargetText.parse(spec.application(), "")
                .in(place.source().path())
                .toString();
        String path = RepositoryPath.join("", place.target().toString().replaceFirst("^/+", ""));
        boolean read = path.equals(RepositoryPath.join("", own))
                || path.equals(RepositoryPath.join(place.source().path(), ".argocd-source.yaml"));
        return read ? null : unread(path, "it reads " + own, "Leave the write-back target out");
    }

    private String warning(WritePlace place, WriteBackTarget.HelmValues values) {
        ValueFiles files = new ValueFiles(spec.application(), place.index());
        boolean read = files.find(values.path())
                .filter(file -> place.source() == file.source()
                        || RepositoryUrl.isSame(file.source().repoUrl(), place.repository()))
                .isPresent();
        if (read || files.areOpen()) {
            return null;
        }
        String known = files.files().stream()
                .map(file -> file.path() + (file.source() == place.source() ? "" : " of " + file.source().inWords()))
                .collect(Collectors.joining(", "));
        return unread(
                values.path() + " of " + RepositoryUrl.withoutUser(place.repository()),
                known.isEmpty() ? "the chart has no helm.valueFiles" : "it reads " + known,
                "Add the file to helm.valueFiles, or correct the write-back target");
    }

    private String unread(String what, String why, String advice) {
        return spec.application().name() + ": Argo CD does not read " + what + ": " + why + ". " + advice;
    }
}
