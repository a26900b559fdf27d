package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.KustomizeImage;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.writeback.helm.HelmValues;
import io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize.Kustomization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys and entries that a plan adds to files which have others: most often names that are mistyped. */
public final class AddedEntries {

    private final RepositoryTree tree;
    private final ApplicationPlan plan;
    private final WritePlace place;
    private final String path;
    private final byte[] content;

    private AddedEntries(RepositoryTree tree, ApplicationPlan plan, WritePlace place, String path, byte[] content) {
        this.tree = tree;
        this.plan = plan;
        this.place = place;
        this.path = path;
        this.content = content;
    }

    /**
     * A sentence for each image of which something is added that no values of the chart, and no manifest below the kustomization, name.
     *
     * @param plan that the files take
     * @param tree before that
     */
    public static List<String> warnings(ApplicationPlan plan, RepositoryTree tree) {
        List<String> warnings = new ArrayList<>();
        PlacedImages.on(plan, tree).plans().forEach((place, part) -> {
            String path = WriteBackFiles.path(place.target(), tree);
            tree.read(path)
                    .filter(content -> !new String(content, StandardCharsets.UTF_8).isBlank())
                    .map(content -> new AddedEntries(tree, plan, place, path, content))
                    .ifPresent(file -> part.changes().forEach(change -> file.add(change, warnings)));
        });
        return warnings;
    }

    private void add(ImageChange change, List<String> warnings) {
        if (place.target() instanceof WriteBackTarget.Kustomization kustomization) {
            KustomizeImage image = KustomizeImage.of(change, plan.spec().images());
            boolean known = Kustomization.names(path, content, image)
                    || new RenderedImages(tree, KustomizeImage.nameInManifests(change.watched()))
                            .areIn(kustomization.directory());
            if (!known) {
                String name = image.original().isEmpty() ? image.image().withoutTag() : image.original();
                warnings.add(sentence(List.of(name), Kustomization.entryNames(path, content)));
            }
        } else if (place.target() instanceof WriteBackTarget.HelmValues && place.type() == ApplicationType.HELM) {
            List<String> added = new ArrayList<>();
            ManifestTarget.Helm.of(change.watched().target())
                    .values(change.image())
                    .forEach((key, value) -> {
                        if (!value.isEmpty() && !HelmValues.has(path, content, key) && !isOfChart(key)) {
                            added.add(key);
                        }
                    });
            if (!added.isEmpty()) {
                warnings.add(sentence(added, HelmValues.keys(path, content)));
            }
        }
    }

    private boolean isOfChart(String key) {
        Set<String> files = new LinkedHashSet<>(WrittenEntries.valueFiles(place));
        files.add((path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "") + "values.yaml");
        return files.stream().anyMatch(file -> isIn(file, key));
    }

    /** A file that cannot be read here may be one that something else reads for Argo CD. */
    private boolean isIn(String file, String key) {
        try {
            Optional<byte[]> other = tree.read(RepositoryPath.inRepository(file));
            return other.filter(values -> HelmValues.has(file, values, key)).isPresent();
        } catch (UpdateException e) {
            return false;
        }
    }

    private String sentence(List<String> added, List<String> known) {
        String meant = added.stream()
                .flatMap(word -> SpellingSuggestion.near(word, known).stream())
                .distinct()
                .collect(Collectors.joining(" and "));
        return String.join(" and ", added)
                + (added.size() == 1
                        ? " is not in " + path + " and is added"
                        : " are not in " + path + " and are added")
                + (meant.isEmpty() ? "" : ". Did you mean " + meant + "?");
    }
}
