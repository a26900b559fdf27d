package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.KustomizeImage;
import io.jenkins.plugins.argoimageupdate.engine.writeback.helm.HelmValues;
import io.jenkins.plugins.argoimageupdate.engine.writeback.override.OverrideFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Argo CD takes in the place of what is written to a file of values or a kustomization. Helm takes parameters before values, values
 * of the Application before files, and later files before earlier ones; an override file takes the place of the Application's own list,
 * and Kustomize images of either that of a kustomization.
 */
public final class LastWord {

    private final ApplicationPlan plan;
    private final WritePlace place;
    private final RepositoryTree tree;

    private LastWord(ApplicationPlan plan, WritePlace place, RepositoryTree tree) {
        this.plan = plan;
        this.place = place;
        this.tree = tree;
    }

    /**
     * What another place says.
     *
     * @param where such as {@code chart/values-prod.yaml}
     * @param advice how to write there; empty where that cannot be
     */
    private record Word(String where, String value, String advice) {}

    /**
     * Refuses what would have no effect.
     *
     * @param plan on this commit
     * @throws ConfigurationException if another place has the last word on the version of an image, and says another one
     */
    public static void require(ApplicationPlan plan, RepositoryTree tree) {
        PlacedImages.on(plan, tree).plans().forEach((place, part) -> {
            LastWord words = new LastWord(part, place, tree);
            part.changes().forEach(words::require);
        });
    }

    private void require(ImageChange change) {
        if (place.target() instanceof WriteBackTarget.HelmValues && place.type() == ApplicationType.HELM) {
            ManifestTarget.Helm names = ManifestTarget.Helm.of(change.watched().target());
            String key = names.spec().isEmpty() ? names.tag() : names.spec();
            String wanted = names.values(change.image()).get(key);
            helm(key)
                    .filter(word -> wanted != null && !word.value().equals(wanted))
                    .ifPresent(word -> refuse(key, word));
        } else if (place.target() instanceof WriteBackTarget.Kustomization) {
            KustomizeImage image = KustomizeImage.of(change, plan.spec().images());
            kustomize(image)
                    .filter(word -> !image.image()
                            .tag()
                            .equals(ImageReference.parse(word.value()).tag()))
                    .ifPresent(word -> refuse(change.watched().image().withoutTag(), word));
        }
    }

    private Optional<Word> helm(String key) {
        return overrides(
                        OverrideFile::helmParameters, place.source().helmParameters(), "a parameter of the Application")
                .flatMap(words -> words.entries().stream()
                        .filter(parameter -> parameter.name().equals(key))
                        .findFirst()
                        .map(parameter -> words.word(parameter.value())))
                .or(() -> value(
                                "the Application's own helm.values",
                                place.source().values(),
                                key)
                        .map(value -> new Word("the Application's own helm.values", value, "")))
                .or(() -> laterFile(key));
    }

    private Optional<Word> laterFile(String key) {
        List<String> files = plan.spec().valueFilesAfter(place);
        for (int i = files.size() - 1; i >= 0; i--) {
            String file = files.get(i);
            Optional<Word> word = tree.read(file)
                    .flatMap(content -> value(file, new String(content, StandardCharsets.UTF_8), key))
                    .map(value -> new Word(
                            file + ", which is read later,", value, "set the write-back target helmvalues:/" + file));
            if (word.isPresent()) {
                return word;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> value(String where, String text, String key) {
        return text.isBlank()
                ? Optional.empty()
                : readable(() -> HelmValues.value(where, text.getBytes(StandardCharsets.UTF_8), key));
    }

    private Optional<Word> kustomize(KustomizeImage image) {
        return overrides(
                        OverrideFile::kustomizeImages,
                        place.source().kustomizeImages(),
                        "kustomize.images of the Application")
                .flatMap(words -> {
                    List<ImageReference> entries =
                            words.entries().stream().map(ImageReference::parse).toList();
                    return image.positions(entries, false).stream()
                            .map(words.entries()::get)
                            .filter(entry -> ImageReference.parse(entry).tag() != null)
                            .findFirst()
                            .map(words::word);
                });
    }

    /** The list that is in force. */
    private record Words<T>(String where, List<T> entries, String advice) {

        Word word(String value) {
            return new Word(where, value, advice);
        }
    }

    /** @param own the Application's own list; null for none */
    private <T> Optional<Words<T>> overrides(
            BiFunction<String, byte[], Optional<List<T>>> reader, @Nullable List<T> own, String describe) {
        for (String file : plan.spec().overrideFiles(place)) {
            Optional<List<T>> entries = tree.read(file).flatMap(content -> readable(() -> reader.apply(file, content)));
            if (entries.isPresent()) {
                return entries.map(list -> new Words<>(file, list, "leave the write-back target out"));
            }
        }
        return Optional.ofNullable(own).map(list -> new Words<>(describe, list, "use the write-back method argocd"));
    }

    /** A file that cannot be read here may be one that something else reads for Argo CD, as an encrypted one is. */
    private static <T> Optional<T> readable(Supplier<Optional<T>> reader) {
        try {
            return reader.get();
        } catch (UpdateException e) {
            return Optional.empty();
        }
    }

    private void refuse(String key, Word word) {
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "set " + key + " of " + plan.spec().application().name() + " in " + place.fileInWords(),
                word.where() + " sets it to " + (word.value().isEmpty() ? "nothing" : word.value())
                        + ", and Argo CD takes that",
                "Remove it there" + (word.advice().isEmpty() ? "" : ", or " + word.advice() + " to write it there"));
    }
}
