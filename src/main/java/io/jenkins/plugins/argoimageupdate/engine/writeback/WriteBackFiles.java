package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.helm.HelmValues;
import io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize.Kustomization;
import io.jenkins.plugins.argoimageupdate.engine.writeback.override.OverrideFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan as files of the repository; a pure function of both, so it can be repeated on another commit.
 *
 * @param plan as it can be carried out on this commit: an image that is not found in it has failed
 * @param files those that the plan changes, with their whole new content; empty when the repository says all of it already
 */
public record WriteBackFiles(ApplicationPlan plan, Map<String, byte[]> files) {

    /**
     * Carries out a plan.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException if a file cannot be edited, is missing where it is
     *     needed, or would be outside of the repository
     */
    public static WriteBackFiles edit(ApplicationPlan plan, RepositoryTree tree) {
        if (plan.images().stream().noneMatch(ImageChange::changed)) {
            return new WriteBackFiles(plan, Map.of());
        }
        PlacedImages placed = PlacedImages.on(plan, tree);
        Map<String, byte[]> edited = new LinkedHashMap<>();
        placed.plans().forEach((place, part) -> {
            String path = path(place.target(), tree);
            Optional<byte[]> existing = Optional.ofNullable(edited.get(path)).or(() -> tree.read(path));
            edited.put(path, edit(place, part, path, existing));
        });
        edited.entrySet()
                .removeIf(file -> tree.read(file.getKey())
                        .filter(before -> Arrays.equals(before, file.getValue()))
                        .isPresent());
        return new WriteBackFiles(placed.plan(), edited);
    }

    private static byte[] edit(WritePlace place, ApplicationPlan plan, String path, Optional<byte[]> existing) {
        if (place.target() instanceof WriteBackTarget.Kustomization) {
            return Kustomization.edit(path, existing.orElseThrow(), plan);
        }
        boolean values = place.target() instanceof WriteBackTarget.HelmValues && place.type() == ApplicationType.HELM;
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
        return kustomization(directory, tree)
                .orElseThrow(() -> new GitException(
                        Reason.NOT_FOUND,
                        "find a kustomization in " + (directory.isEmpty() ? "the repository's root" : directory),
                        "there is none of " + String.join(", ", Kustomization.FILE_NAMES),
                        "Correct the write-back target"));
    }

    /** The kustomization in a directory of the repository. */
    static Optional<String> kustomization(String directory, RepositoryTree tree) {
        return kustomizations(directory)
                .filter(path -> tree.read(path).isPresent())
                .findFirst();
    }

    private static Stream<String> kustomizations(String directory) {
        return Kustomization.FILE_NAMES.stream().map(name -> directory.isEmpty() ? name : directory + "/" + name);
    }

    /** The files of which the first that is there is the target. */
    static List<String> paths(WriteBackTarget target, RepositoryTree tree) {
        return target instanceof WriteBackTarget.Kustomization kustomization
                ? kustomizations(RepositoryPath.inRepository(kustomization.directory()))
                        .toList()
                : List.of(path(target, tree));
    }
}
