package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.Helm;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An Application to be adapted; by default a Helm chart in {@code charts/app} that runs {@code example.com/team/app:1.0.0}. */
public final class ApplicationFixture {

    private String namespace = "argocd";
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private List<ApplicationSource> sources = List.of(source("charts/app", null, null, null));
    private Form form = Form.SINGLE;
    private List<String> types = List.of("Helm");
    private List<String> live = List.of("example.com/team/app:1.0.0");

    public static ApplicationSource source(
            String path, List<HelmParameter> helm, List<String> kustomize, List<PluginVariable> plugin) {
        return new ApplicationSource(
                "https://git.example.com/a.git", path, "", "main", "", helm(helm), kustomize, plugin);
    }

    /** A block with these parameters alone; null for null. */
    public static Helm helm(List<HelmParameter> parameters) {
        return parameters == null ? null : new Helm(parameters, List.of(), "");
    }

    public ApplicationFixture namespace(String value) {
        namespace = value;
        return this;
    }

    public ApplicationFixture label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public ApplicationFixture annotation(String key, String value) {
        annotations.put("argocd-image-updater.argoproj.io/" + key, value);
        return this;
    }

    public ApplicationFixture type(String... values) {
        types = List.of(values);
        return this;
    }

    public ApplicationFixture live(String... images) {
        live = List.of(images);
        return this;
    }

    public ApplicationFixture helm(HelmParameter... parameters) {
        sources = List.of(source("charts/app", List.of(parameters), null, null));
        return this;
    }

    public ApplicationFixture kustomize(String... images) {
        sources = List.of(source("charts/app", null, List.of(images), null));
        return type("Kustomize");
    }

    public ApplicationFixture plugin(PluginVariable... variables) {
        sources = List.of(source("charts/app", null, null, List.of(variables)));
        return type("Plugin");
    }

    public ApplicationFixture sources(ApplicationSource... values) {
        sources = List.of(values);
        form = Form.SEVERAL;
        return this;
    }

    public ApplicationFixture source(ApplicationSource value) {
        sources = List.of(value);
        return this;
    }

    public ApplicationFixture hydrated() {
        form = Form.HYDRATED;
        return this;
    }

    public Application named(String name) {
        return application(name, Map.copyOf(annotations));
    }

    /** @param whole by their whole keys, in place of all others; it is this very map that is read */
    public Application annotated(Map<String, String> whole) {
        return application("my-app", whole);
    }

    private Application application(String name, Map<String, String> annotated) {
        return new Application(
                name,
                namespace,
                "default",
                Map.copyOf(labels),
                annotated,
                new ApplicationSources(form, new ArrayList<>(sources)),
                new ObservedApplication("argocd", types, live));
    }

    public Application build() {
        return named("my-app");
    }
}
