package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Image Updater's annotations of an Application (Image Updater: {@code pkg/argocd/annotations.go}, and {@code
 * registry-scanner/pkg/common/constants.go} for those of its 0.x releases, which are read as well).
 *
 * <p>A slash of an alias is written {@code _} in a key, as Kubernetes allows only one slash there.
 */
public final class ApplicationAnnotations {

    /** {@code TotalAnnotationSizeLimitB} of Kubernetes, there in bytes (apimachinery, {@code pkg/api/validation/objectmeta.go}). */
    private static final int MOST_CHARACTERS = Budget.ANNOTATIONS.intValue();

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private static final Pattern SECRET_SOURCE = Pattern.compile("(?i)(pullsecret|secret|env|ext):.*", Pattern.DOTALL);

    private final Application application;
    private final ImageList list;

    public ApplicationAnnotations(Application application) {
        this.application = application;
        this.list = new ImageList(application);
    }

    /** Throws if there are more than Kubernetes takes: then they are not those of an Application, and to read them takes long. */
    void requireSize() {
        long size = application.annotations().entrySet().stream()
                .mapToLong(one -> one.getKey().length() + one.getValue().length())
                .sum();
        if (size > MOST_CHARACTERS) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read the annotations of " + application.name(),
                    String.format(
                            Locale.ROOT,
                            "they have %,d characters; Kubernetes takes no more than %,d",
                            size,
                            MOST_CHARACTERS),
                    "Check which server answers at the address of Argo CD");
        }
    }

    /** Whether the Application asks for updates at all. */
    public boolean isPresent() {
        return list.isPresent();
    }

    /** What to say of an Application that does not ask for updates, but has annotations that would have to do with them. */
    public Optional<String> passedOver() {
        return new AnnotationWarnings(application).passedOver();
    }

    /**
     * What the annotations say.
     *
     * @param warnings hears of values that are outdated, or unknown and thus not used, and of annotations that nothing reads
     * @throws ConfigurationException if there is no image list, or a value cannot be used
     */
    WatchSpec watch(Consumer<Warning> warnings) {
        requireSize();
        List<WatchedImage> images = new ArrayList<>();
        for (ImageReference image : images()) {
            images.add(settings(image.alias()).over(settings("")).watch(image, target(image.alias()), warnings));
        }
        WriteBack way = WriteBackSettings.NONE.resolveOver(writeBack());
        warn(images, way, warnings);
        return WatchSpec.of(application, images, way);
    }

    /** Says which annotations have no effect on these images, and what was probably meant. */
    void warn(List<WatchedImage> images, WriteBack way, Consumer<Warning> warnings) {
        List<String> aliases = new ArrayList<>(list.aliases());
        images.forEach(image -> aliases.add(image.image().alias()));
        new AnnotationWarnings(application)
                .of(aliases, way)
                .forEach(message -> warnings.accept(new Warning("", message)));
    }

    /** The images that are named, with their aliases; empty where there is no image list. */
    public List<ImageReference> named() {
        return isPresent() ? images() : List.of();
    }

    /** The image list; never empty. */
    List<ImageReference> images() {
        return list.images();
    }

    /** The image asked for; one without a tag has that of the image of the same alias in the list, if it is the same image. */
    ImageReference withConstraint(ImageReference asked) {
        return list.withConstraint(asked);
    }

    /** Settings of one image, or with an empty alias those of all images. */
    UpdateSettings settings(String alias) {
        return new UpdateSettings(
                text(alias, "update-strategy").orElse(null),
                forceUpdate(alias).orElse(null),
                text(alias, "allow-tags")
                        .or(() -> alias.isEmpty() ? Optional.empty() : text(alias, "tag-match"))
                        .orElse(null),
                list(alias, "ignore-tags").orElse(null),
                text(alias, "pull-secret")
                        .map(source -> typed(key(alias, "pull-secret"), source))
                        .orElse(null),
                alias.isEmpty()
                        ? null
                        : list(alias, "platforms").filter(l -> !l.isEmpty()).orElse(null),
                true,
                GuardSettings.NONE);
    }

    /**
     * Where one image is written; null for the default of the Application's type.
     *
     * @throws ConfigurationException if the annotations name two kinds of places
     */
    @Nullable
    ManifestTarget target(String alias) {
        Optional<ManifestTarget.Helm> helm = helm(alias);
        Optional<ManifestTarget.Kustomize> kustomize = kustomize(alias);
        if (helm.isPresent() && kustomize.isPresent()) {
            throw unusable(
                    key(alias, "kustomize.image-name"), "the image has Helm parameters too", "Keep one of the two");
        }
        return helm.isPresent() ? helm.get() : kustomize.orElse(null);
    }

    /**
     * The same where something else counts before, name by name.
     *
     * @param asked null for nothing; of annotations of another kind nothing is taken
     */
    @Nullable
    ManifestTarget target(String alias, @Nullable ManifestTarget asked) {
        if (asked instanceof ManifestTarget.Helm names) {
            return helm(alias).map(names::over).orElse(names);
        }
        if (asked instanceof ManifestTarget.Kustomize kustomize
                && kustomize.name().isEmpty()) {
            return kustomize(alias).orElse(kustomize);
        }
        return asked == null ? target(alias) : asked;
    }

    private Optional<ManifestTarget.Helm> helm(String alias) {
        if (alias.isEmpty()) {
            return Optional.empty();
        }
        String name = text(alias, "helm.image-name").orElse("");
        String tag = text(alias, "helm.image-tag").orElse("");
        String spec = text(alias, "helm.image-spec").orElse("");
        String registry = text(alias, "helm.image-registry").orElse("");
        String digest = text(alias, "helm.image-digest").orElse("");
        if (!spec.isEmpty() && !(registry + digest).isEmpty()) {
            throw unusable(
                    key(alias, "helm.image-spec"), "it takes registry and digest too", "Remove their annotations");
        }
        ManifestTarget.Helm names = new ManifestTarget.Helm(name, tag, spec, registry, digest);
        return names.keys().isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private Optional<ManifestTarget.Kustomize> kustomize(String alias) {
        return alias.isEmpty()
                ? Optional.empty()
                : text(alias, "kustomize.image-name").map(ManifestTarget.Kustomize::new);
    }

    WriteBackSettings writeBack() {
        return new WriteBackSettings(
                text("", "write-back-method").orElse(null),
                null,
                text("", "git-repository").orElse(null),
                text("", "git-branch").orElse(null),
                text("", "write-back-target").orElse(null),
                null);
    }

    /** A bare name means the pull secret of that name beside the Application: what stands here is never the ID of a job's argument. */
    private String typed(String key, String source) {
        if (SECRET_SOURCE.matcher(source).matches()) {
            return source;
        }
        if (source.contains(":")) {
            String kind = source.substring(0, source.indexOf(':'));
            throw unusable(
                    key,
                    "there is no kind of pull secret '" + kind + "'",
                    SpellingSuggestion.advice(kind, List.of("pullsecret", "secret", "env", "ext")));
        }
        return "pullsecret:" + application.namespace() + "/" + source;
    }

    private Optional<Boolean> forceUpdate(String alias) {
        String key = key(alias, "force-update");
        String value = application.annotations().get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (TRUE.contains(value.strip()) || FALSE.contains(value.strip())) {
            return Optional.of(TRUE.contains(value.strip()));
        }
        throw unusable(key, "'" + value + "' is neither true nor false", "Write \"true\" or remove it");
    }

    private Optional<String> text(String alias, String setting) {
        return Optional.ofNullable(application.annotations().get(key(alias, setting)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private Optional<List<String>> list(String alias, String setting) {
        return Optional.ofNullable(application.annotations().get(key(alias, setting)))
                .map(TextList::ofCommas);
    }

    private static String key(String alias, String setting) {
        return AnnotationKeys.PREFIX + (alias.isEmpty() ? "" : alias.replace('/', '_') + ".") + setting;
    }

    private ConfigurationException unusable(String key, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the annotation " + key + " of " + application.name(),
                answer,
                advice);
    }
}
