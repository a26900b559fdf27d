package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which of an Application's sources holds its images, and of what type it is (Image Updater: {@code argocd.go}, {@code
 * getApplicationSourceType} and {@code getApplicationSource}).
 *
 * @param target null while it is not known
 */
record SourceChoice(Application application, WriteBackTarget target) {

    private static final String HELM = "Helm";
    private static final String KUSTOMIZE = "Kustomize";
    private static final String PLUGIN = "Plugin";
    private static final Set<String> SUPPORTED = Set.of(HELM, KUSTOMIZE, PLUGIN);

    ApplicationType type(boolean writesToGit) {
        return switch (typeName()) {
            case HELM -> ApplicationType.HELM;
            case KUSTOMIZE -> ApplicationType.KUSTOMIZE;
            case PLUGIN -> writesToGit ? ApplicationType.HELM : ApplicationType.PLUGIN;
            default -> ApplicationType.UNSUPPORTED;
        };
    }

    /** Whether the source itself is rendered by a plugin, whatever form its images are written in. */
    boolean isPlugin() {
        return typeName().equals(PLUGIN);
    }

    ApplicationSource source() {
        return application.sources().get(index());
    }

    /** The position of {@link #source} in the Application's sources. */
    int index() {
        List<ApplicationSource> sources = application.sources();
        if (sources.isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "find the source of " + application.name(),
                    "the Application has none",
                    "Give it a spec.source");
        }
        if (!application.multiSource()) {
            return 0;
        }
        String type = typeName();
        return first(sources, source -> hasBlock(source, type))
                .orElseGet(() -> byStatus(sources, type)
                        .orElseGet(() -> first(
                                        sources, source -> SUPPORTED.stream().anyMatch(t -> hasBlock(source, t)))
                                .orElse(0)));
    }

    private String typeName() {
        if (target instanceof WriteBackTarget.Kustomization) {
            return KUSTOMIZE;
        }
        if (target instanceof WriteBackTarget.HelmValues values
                && (values.path().endsWith(".yaml") || values.path().endsWith(".yml"))) {
            return HELM;
        }
        if (application.multiSource()) {
            return application.sourceTypes().stream()
                    .filter(SUPPORTED::contains)
                    .findFirst()
                    .orElse("");
        }
        if (application.hydrated() && !application.sources().isEmpty()) {
            ApplicationSource dry = application.sources().get(0);
            for (String type : List.of(HELM, KUSTOMIZE, PLUGIN)) {
                if (hasBlock(dry, type)) {
                    return type;
                }
            }
        }
        return application.sourceTypes().isEmpty()
                ? ""
                : application.sourceTypes().get(0);
    }

    private Optional<Integer> byStatus(List<ApplicationSource> sources, String type) {
        List<String> types = application.sourceTypes();
        if (!SUPPORTED.contains(type) || types.size() != sources.size()) {
            return Optional.empty();
        }
        int index = types.indexOf(type);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    private static Optional<Integer> first(List<ApplicationSource> sources, Predicate<ApplicationSource> wanted) {
        return IntStream.range(0, sources.size())
                .filter(i -> wanted.test(sources.get(i)))
                .boxed()
                .findFirst();
    }

    private static boolean hasBlock(ApplicationSource source, String type) {
        return switch (type) {
            case HELM -> source.helm() != null;
            case KUSTOMIZE -> source.kustomizeImages() != null;
            case PLUGIN -> source.pluginEnv() != null;
            default -> false;
        };
    }
}
