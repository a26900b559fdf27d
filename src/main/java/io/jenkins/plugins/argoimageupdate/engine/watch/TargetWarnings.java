package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.application.target.SourceTypes;
import io.jenkins.plugins.argoimageupdate.engine.application.target.TargetText;
import io.jenkins.plugins.argoimageupdate.engine.application.target.ValueFiles;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a write-back target may not do as it is meant. Targets that Argo CD does not read for the Application may be for something else,
 * such as the generator of an ApplicationSet, so they are written nevertheless.
 */
record TargetWarnings(WatchSpec spec) {

    /** What Argo CD does not read, why, and what to do. */
    private record Unread(String what, String why, String advice) {}

    List<String> all() {
        return places().stream()
                .flatMap(place -> Stream.concat(
                        unread(place).stream()
                                .map(unread -> "Argo CD does not read " + unread.what() + ": " + unread.why() + ". "
                                        + unread.advice()),
                        Stream.concat(lost(place).stream(), shared(place).stream())))
                .distinct()
                .toList();
    }

    /** @throws ConfigurationException if Argo CD surely does not read a file that is to be made, and so nobody does yet */
    void requireReader(String path) {
        List<WritePlace> places =
                places().stream().filter(place -> place.file().equals(path)).toList();
        if (places.isEmpty() || places.stream().anyMatch(place -> unread(place).isEmpty())) {
            return;
        }
        Unread unread = unread(places.get(0)).orElseThrow();
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "make a new file " + path + " for " + spec.application().name(),
                "Argo CD would not read it: " + unread.why(),
                unread.advice());
    }

    private List<WritePlace> places() {
        List<WritePlace> places = new ArrayList<>();
        for (WatchedImage image : spec.images()) {
            try {
                places.addAll(spec.places(image));
            } catch (ConfigurationException e) {
                // the plan says so of this image
            }
        }
        return places;
    }

    /** Empty if Argo CD reads what is written at a place, or if that is not known. */
    private Optional<Unread> unread(WritePlace place) {
        List<ApplicationSource> sources = spec.application().sources().all();
        if (sources.stream().noneMatch(source -> RepositoryUrl.isSame(source.repoUrl(), place.repository()))) {
            return of(
                    RepositoryUrl.withoutUser(place.repository()),
                    "its sources are "
                            + sources.stream().map(ApplicationSource::describe).collect(Collectors.joining("; ")),
                    "Check that this is a repository that it follows under another name");
        }
        String seen = new SourceTypes(spec.application()).of(place.index());
        if (place.target() instanceof WriteBackTarget.Kustomization kustomization) {
            return seen.isEmpty() || seen.equals(SourceTypes.KUSTOMIZE) || seen.equals(SourceTypes.PLUGIN)
                    ? Optional.empty()
                    : of(
                            "the kustomization in " + kustomization.directory(),
                            "the source is of type " + seen,
                            "Set a write-back target of that type");
        }
        if (place.target() instanceof WriteBackTarget.HelmValues values) {
            return seen.equals(SourceTypes.HELM) ? unread(place, values) : Optional.empty();
        }
        String own = TargetText.parse(spec.application(), "")
                .in(place.source().path())
                .toString();
        String path = RepositoryPath.join("", place.target().toString().replaceFirst("^/+", ""));
        boolean read = path.equals(RepositoryPath.join("", own))
                || path.equals(RepositoryPath.join(place.source().path(), ".argocd-source.yaml"));
        return read ? Optional.empty() : of(path, "it reads " + own, "Leave the write-back target out");
    }

    private Optional<Unread> unread(WritePlace place, WriteBackTarget.HelmValues values) {
        ValueFiles files = new ValueFiles(spec.application(), place.index());
        boolean read = files.find(values.path())
                .filter(file -> place.source() == file.source()
                        || RepositoryUrl.isSame(file.source().repoUrl(), place.repository()))
                .isPresent();
        if (read || files.areOpen()) {
            return Optional.empty();
        }
        String known = files.files().stream()
                .map(file -> file.path()
                        + (file.source() == place.source()
                                ? ""
                                : " of " + file.source().describe()))
                .collect(Collectors.joining(", "));
        return of(
                values.path() + " of " + RepositoryUrl.withoutUser(place.repository()),
                known.isEmpty() ? "the chart has no helm.valueFiles" : "it reads " + known,
                "Add the file to helm.valueFiles, or correct the write-back target");
    }

    private static Optional<Unread> of(String what, String why, String advice) {
        return Optional.of(new Unread(what, why, advice));
    }

    /** Sources with the same directory, such as a chart that is there twice, read the same override file. */
    private Optional<String> shared(WritePlace place) {
        if (!(place.target() instanceof WriteBackTarget.OverrideFile) || place.type() != ApplicationType.HELM) {
            return Optional.empty();
        }
        List<ApplicationSource> sources = spec.application().sources().all();
        List<String> readers = IntStream.range(0, sources.size())
                .filter(i -> place.source().isGit()
                        && sources.get(i).isGit()
                        && sources.get(i).isRendered()
                        && RepositoryUrl.isSame(
                                sources.get(i).repoUrl(), place.source().repoUrl())
                        && RepositoryPath.join("", sources.get(i).path())
                                .equals(RepositoryPath.join("", place.source().path())))
                .mapToObj(i -> Integer.toString(i + 1))
                .toList();
        return readers.size() < 2
                ? Optional.empty()
                : Optional.of("sources " + String.join(" and ", readers) + " read the same "
                        + RepositoryPath.name(place.file())
                        + ", so that its parameters are set for each of them. Where the image is in one alone, write to its"
                        + " own file of values: helmvalues:<file>");
    }

    /** Argo CD takes the list of an override file in the place of the Application's own. */
    private Optional<String> lost(WritePlace place) {
        List<ApplicationSource.HelmParameter> parameters = place.source().helmParameters();
        boolean replaced = place.target() instanceof WriteBackTarget.OverrideFile
                && place.type() == ApplicationType.HELM
                && parameters != null;
        if (!replaced) {
            return Optional.empty();
        }
        Set<String> managed = spec.images().stream()
                .flatMap(image -> ManifestTarget.Helm.of(image.target()).names().stream())
                .collect(Collectors.toSet());
        String others = parameters.stream()
                .map(ApplicationSource.HelmParameter::name)
                .filter(name -> !managed.contains(name))
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("Argo CD takes the parameters of " + place.target()
                        + " instead of the Application's own, which has others too: " + others
                        + ". Move them to a values file, or add them to that file");
    }
}
