package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the images of an Application can be written: in the source that has them, as far as types, parameters and the target tell;
 * where several are left, the files do.
 */
public final class WritePlaces {

    private final Application application;
    private final WriteBack writeBack;
    private final SourceTypes types;
    private final TargetText target;

    public WritePlaces(Application application, WriteBack writeBack) {
        this.application = application;
        this.writeBack = writeBack;
        this.types = new SourceTypes(application);
        this.target = TargetText.parse(application, writeBack instanceof WriteBack.Git git ? git.target() : "");
    }

    /**
     * The places that an image can be in, all in one repository; never empty.
     *
     * @param image null for any
     * @throws ConfigurationException if there is none, or which one it is cannot be known
     */
    public List<WritePlace> of(@Nullable WatchedImage image) {
        if (application.sources().all().isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "find the source of " + application.name(),
                    "the Application has none",
                    "Give it a spec.source");
        }
        ManifestTarget wanted = image == null ? null : image.target();
        if (wanted != null) {
            wanted.names()
                    .forEach(name -> Placeholders.refuse(name, "write to '" + name + "' of " + application.name()));
        }
        List<Integer> candidates = candidates(wanted);
        if (image != null && candidates.size() > 1) {
            candidates =
                    preferring(candidates, index -> names(application.sources().get(index), image));
        }
        if (writeBack instanceof WriteBack.Git git) {
            return inGit(git, candidates, wanted);
        }
        if (candidates.size() > 1 && image != null) {
            throw unknown(
                    candidates,
                    "Name its Helm parameters or Kustomize image, or set them once in the source that has it");
        }
        ApplicationSource source = application.sources().get(candidates.get(0));
        return List.of(
                place(candidates.get(0), wanted, source.repoUrl(), source.targetRevision(), target.in(source.path())));
    }

    private List<Integer> candidates(@Nullable ManifestTarget wanted) {
        String own = typeOf(wanted);
        String type = target.type() == null
                ? own
                : target.type() == ApplicationType.KUSTOMIZE ? SourceTypes.KUSTOMIZE : SourceTypes.HELM;
        if (application.sources().areSeveral() && !own.isEmpty() && !own.equals(type)) {
            throw TargetText.unusable(
                    application,
                    target.text(),
                    "it is of type " + type + ", and an image has names of type " + own,
                    "Watch that image in an entry of its own, with a target of its type");
        }
        List<Integer> candidates = types.candidates(type);
        boolean none = candidates.stream().noneMatch(index -> types.of(index).equals(type));
        if (none && type.equals(SourceTypes.HELM) && writesToGit()) {
            return types.candidates(SourceTypes.PLUGIN);
        }
        boolean others = target.type() == null
                && application.sources().areSeveral()
                && !own.isEmpty()
                && candidates.stream()
                        .noneMatch(index ->
                                types.of(index).isEmpty() || types.of(index).equals(own));
        if (others) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "find the source of an image of " + application.name(),
                    "it has names of type " + own + ", and no source is of that type: "
                            + application.sources().describe(all(), " and "),
                    "Correct the names of the image");
        }
        if (candidates.isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "find the source of " + application.name(),
                    "no source has manifests: " + application.sources().describe(all(), " and "),
                    "Give one a path or a chart");
        }
        return candidates;
    }

    private static String typeOf(@Nullable ManifestTarget wanted) {
        if (wanted instanceof ManifestTarget.Helm) {
            return SourceTypes.HELM;
        }
        if (wanted instanceof ManifestTarget.Kustomize) {
            return SourceTypes.KUSTOMIZE;
        }
        return wanted instanceof ManifestTarget.Plugin ? SourceTypes.PLUGIN : "";
    }

    private List<WritePlace> inGit(WriteBack.Git git, List<Integer> candidates, @Nullable ManifestTarget wanted) {
        GitPlaces files = new GitPlaces(application, git, target);
        List<WritePlace> places = new ArrayList<>();
        for (int index : candidates) {
            files.of(index)
                    .map(file -> place(index, wanted, file.repository(), file.branch(), file.target()))
                    .ifPresent(places::add);
        }
        if (places.isEmpty()) {
            throw files.nowhere(application.sources().describe(all(), " and "), candidates);
        }
        places = preferring(places, place -> files.isExpected(place.index(), place.target()));
        List<WritePlace> distinct = new ArrayList<>();
        for (WritePlace place : places) {
            if (distinct.stream().noneMatch(place::isSameFile)) {
                distinct.add(place);
            }
        }
        if (!distinct.stream().allMatch(distinct.get(0)::isBeside)) {
            throw unknown(
                    distinct.stream().map(WritePlace::index).toList(),
                    "Name its repository and branch: git-repository and git-branch, or git.url and git.branch");
        }
        return List.copyOf(distinct);
    }

    private WritePlace place(
            int index, @Nullable ManifestTarget wanted, String repository, String branch, WriteBackTarget written) {
        String seen = types.of(index);
        boolean plugin = seen.equals(SourceTypes.PLUGIN);
        return new WritePlace(
                index,
                application.sources().get(index),
                target.type() == null ? type(seen.isEmpty() ? likely(wanted) : seen, wanted) : target.type(),
                plugin,
                repository,
                branch,
                written);
    }

    /** The type of a source of which Argo CD has not told it yet. */
    private String likely(@Nullable ManifestTarget wanted) {
        String own = typeOf(wanted);
        return application.sources().areSeveral() && !own.isEmpty() ? own : types.anywhere();
    }

    private ApplicationType type(String seen, @Nullable ManifestTarget wanted) {
        return switch (seen) {
            case SourceTypes.HELM -> ApplicationType.HELM;
            case SourceTypes.KUSTOMIZE -> ApplicationType.KUSTOMIZE;
            case SourceTypes.PLUGIN ->
                writesToGit() && !(wanted instanceof ManifestTarget.Plugin)
                        ? ApplicationType.HELM
                        : ApplicationType.PLUGIN;
            default -> ApplicationType.UNSUPPORTED;
        };
    }

    private boolean writesToGit() {
        return writeBack instanceof WriteBack.Git;
    }

    /** Whether the parameters, images or variables that a source has already are those of an image. */
    private static boolean names(ApplicationSource source, WatchedImage image) {
        ManifestTarget.Helm keys = ManifestTarget.Helm.of(image.target());
        boolean helm = source.helm() != null
                && source.helm().parameters().stream().anyMatch(parameter -> isTag(parameter, keys))
                && source.helm().parameters().stream().noneMatch(parameter -> isOther(parameter, keys, image.image()));
        boolean kustomize = source.kustomizeImages() != null
                && source.kustomizeImages().stream()
                        .map(ImageReference::parse)
                        .anyMatch(entry -> entry.isSameRepository(image.image()));
        boolean plugin = source.pluginEnv() != null
                && image.target() instanceof ManifestTarget.Plugin variables
                && source.pluginEnv().stream()
                        .map(PluginVariable::name)
                        .anyMatch(List.of(variables.name(), variables.tag(), variables.spec())::contains);
        return helm || kustomize || plugin;
    }

    private static boolean isTag(HelmParameter parameter, ManifestTarget.Helm keys) {
        return parameter.name().equals(keys.spec().isEmpty() ? keys.tag() : keys.spec());
    }

    private static boolean isOther(HelmParameter parameter, ManifestTarget.Helm keys, ImageReference image) {
        return parameter.name().equals(keys.name())
                && !ImageReference.parse(parameter.value()).isSameRepository(image)
                && !ImageReference.shortForm(image.withoutTag()).equals(parameter.value());
    }

    private static <T> List<T> preferring(List<T> all, Predicate<T> preferred) {
        List<T> some = all.stream().filter(preferred).toList();
        return some.isEmpty() ? all : some;
    }

    private List<Integer> all() {
        return IntStream.range(0, application.sources().all().size()).boxed().toList();
    }

    private ConfigurationException unknown(List<Integer> candidates, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "find the source of an image of " + application.name(),
                "it can be in " + application.sources().describe(candidates, " or "),
                advice);
    }
}
