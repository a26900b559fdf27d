package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources.Form;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What type an Application's sources are of (Image Updater: {@code argocd.go}, {@code getApplicationSourceType} and {@code
 * getApplicationSource}).
 */
public record SourceTypes(Application application) {

    public static final String HELM = "Helm";
    public static final String KUSTOMIZE = "Kustomize";
    public static final String PLUGIN = "Plugin";
    private static final Set<String> SUPPORTED = Set.of(HELM, KUSTOMIZE, PLUGIN);

    /**
     * The sources that an image can be in; several where their types do not tell.
     *
     * @param wanted the one type that it can be; empty for any
     */
    List<Integer> candidates(String wanted) {
        List<ApplicationSource> sources = application.sources().all();
        if (!application.sources().areSeveral()) {
            return List.of(0);
        }
        List<Integer> rendered = IntStream.range(0, sources.size())
                .filter(i -> sources.get(i).isRendered())
                .boxed()
                .toList();
        List<Integer> typed = rendered.stream()
                .filter(i -> wanted.isEmpty() ? SUPPORTED.contains(of(i)) : of(i).equals(wanted))
                .toList();
        if (!typed.isEmpty()) {
            return typed;
        }
        List<Integer> unknown = rendered.stream().filter(i -> of(i).isEmpty()).toList();
        return unknown.isEmpty() ? rendered : unknown;
    }

    /** As Argo CD calls the type of a source; empty if it is not known. */
    public String of(int index) {
        ApplicationSource source = application.sources().get(index);
        List<String> seen = application.observed().sourceTypes();
        if (application.sources().form() == Form.SINGLE) {
            return seen.isEmpty() ? "" : seen.get(0);
        }
        if (source.helm() != null || !source.chart().isEmpty()) {
            return HELM;
        }
        if (source.kustomizeImages() != null) {
            return KUSTOMIZE;
        }
        if (source.pluginEnv() != null) {
            return PLUGIN;
        }
        if (application.sources().areHydrated()) {
            return seen.isEmpty() ? "" : seen.get(0);
        }
        return seen.size() == application.sources().all().size() ? seen.get(index) : "";
    }

    /** The only supported type that is known of any source where it is not known of which; empty for none. */
    String anywhere() {
        return application.observed().sourceTypes().stream()
                .filter(SUPPORTED::contains)
                .findFirst()
                .orElse("");
    }
}
