package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageName;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An entry of an ImageUpdater resource's {@code applicationRefs}.
 *
 * @param pattern as written
 * @param score how specific it is; the most specific one that matches an Application counts (Image Updater: {@code argocd.go},
 *     {@code calculateSpecificity})
 */
record ApplicationReference(
        String pattern,
        GlobPattern name,
        LabelSelector labels,
        int score,
        boolean useAnnotations,
        UpdateSettings settings,
        WriteBackSettings writeBack,
        List<ImageEntry> images) {

    private static final List<String> OWN_SETTINGS = List.of("images", "commonUpdateSettings", "writeBackConfig");
    private static final Set<String> KEYS = Set.of(
            "namePattern",
            "labelSelectors",
            "useAnnotations",
            "images",
            "commonUpdateSettings",
            "writeBackConfig",
            "imagesVerification");
    private static final Set<String> IMAGE =
            Set.of("alias", "imageName", "commonUpdateSettings", "manifestTargets", "imagesVerification");

    /** An image of such an entry. */
    record ImageEntry(ImageReference image, UpdateSettings settings, ManifestTarget target) {}

    boolean matches(Application application) {
        return name.matches(application.name()) && labels.matches(application.labels());
    }

    /** @param warnings takes sentences, with file and line, about what is not used */
    static ApplicationReference read(ConfigNode reference, Consumer<String> warnings) {
        reference.expect(KEYS, warnings);
        ResourceFields.refuseVerification(reference);
        String pattern = Optional.ofNullable(reference.text("namePattern"))
                .orElseThrow(
                        () -> reference.unusable("it has no namePattern", "Write a name, or a glob such as shop-*"));
        GlobPattern glob = GlobPattern.compile(pattern)
                .orElseThrow(() -> reference.unusable("'" + pattern + "' is a malformed glob", "Close its brackets"));
        boolean useAnnotations = Boolean.TRUE.equals(reference.flag("useAnnotations"));
        if (useAnnotations) {
            OWN_SETTINGS.forEach(key -> reference
                    .get(key)
                    .ifPresent(node -> warnings.accept(node.place()
                            + " is not used: useAnnotations takes all from the Application's annotations")));
        }
        Optional<ConfigNode> labels = reference.get("labelSelectors");
        return new ApplicationReference(
                pattern,
                glob,
                labels.map(ResourceFields::selector).orElse(LabelSelector.ANY),
                score(pattern, labels),
                useAnnotations,
                ResourceFields.settings(reference, warnings),
                ResourceFields.writeBack(reference, warnings),
                reference.list("images").stream()
                        .map(image -> image(image, warnings))
                        .toList());
    }

    private static ImageEntry image(ConfigNode image, Consumer<String> warnings) {
        image.expect(IMAGE, warnings);
        ResourceFields.refuseVerification(image);
        String alias = Optional.ofNullable(image.text("alias")).orElse("");
        String name = Optional.ofNullable(image.text("imageName"))
                .orElseThrow(() -> image.unusable("it has no imageName", "Name the image"));
        ImageName.problem(name).ifPresent(problem -> {
            throw image.get("imageName").orElseThrow().unusable(problem.answer(), problem.advice());
        });
        return new ImageEntry(
                ImageReference.of(alias, name),
                ResourceFields.settings(image, warnings),
                ResourceFields.target(image, warnings));
    }

    /** How specific a rule is; the most specific one that matches counts. */
    private static int score(String pattern, Optional<ConfigNode> labels) {
        int score = pattern.matches("[^*?\\[\\]]*") ? 1_000_000 : 0;
        score += pattern.replaceAll("\\[[^\\]\n]*+]", "").replaceAll("[*?]", "").length();
        if (labels.isPresent()) {
            int conditions = labels.get()
                            .get("matchLabels")
                            .map(node -> node.entries().size())
                            .orElse(0)
                    + labels.get().list("matchExpressions").size();
            score += 10_000 + 100 * conditions;
        }
        return score;
    }
}
