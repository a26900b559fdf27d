package io.jenkins.plugins.argoimageupdate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.RenderException;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Rendered;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Workload;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.api.Git;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import tools.jackson.databind.node.ObjectNode;

/** What the stand-in shows as running is what Git says. */
public class GitManifestsTest {

    private static final String TEMPLATE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: frontend
            spec:
              template:
                spec:
                  containers:
                    - image: "{{ .Values.frontend.image }}:{{ .Values.frontend.tag }}"
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: frontend
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path work;
    private Git git;
    private GitManifests manifests;

    @Before
    public void commitAChart() throws Exception {
        work = folder.newFolder("work").toPath();
        git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call();
        write("chart/Chart.yaml", "name: web\n");
        write("chart/values.yaml", "frontend:\n  image: org/frontend\n  tag: main-1\n");
        write("chart/templates/all.yaml", TEMPLATE);
        manifests = new GitManifests(folder.newFolder("copies").toPath(), null);
    }

    @Test
    public void readsTheTagFromValuesThenTheApplicationThenTheOverrideFile() throws Exception {
        commit();
        assertThat(image(source("chart"))).isEqualTo("org/frontend:main-1");
        ObjectNode withParameter = source("chart");
        withParameter
                .putObject("helm")
                .putArray("parameters")
                .addObject()
                .put("name", "frontend.tag")
                .put("value", "main-2");
        assertThat(image(withParameter)).isEqualTo("org/frontend:main-2");
        write(
                "chart/.argocd-source-web.yaml",
                "helm:\n  parameters:\n  - name: frontend.tag\n    value: main-3\n    forcestring: true\n");
        commit();
        assertThat(image(withParameter)).isEqualTo("org/frontend:main-3");
    }

    @Test
    public void rendersAnEarlierCommitToo() throws Exception {
        String first = commit();
        write("chart/values.yaml", "frontend:\n  image: org/frontend\n  tag: main-2\n");
        String second = commit();
        assertThat(manifests.render("web", source("chart"), "").revision()).isEqualTo(second);
        assertThat(manifests.render("web", source("chart"), first).workloads())
                .containsExactly(new Workload("frontend", "org/frontend:main-1"));
        assertThat(manifests.commit(source("chart"), first).message()).isEqualTo("change");
    }

    @Test
    public void setsKustomizeImages() throws Exception {
        write("kust/kustomization.yaml", "resources: [web.yaml]\nimages:\n- name: org/frontend\n  newTag: main-5\n");
        write("kust/web.yaml", TEMPLATE.replaceAll("\"\\{.*}}\"", "org/frontend:latest"));
        commit();
        Rendered rendered = manifests.render("web", source("kust"), "");
        assertThat(rendered.type()).isEqualTo("Kustomize");
        assertThat(rendered.workloads()).containsExactly(new Workload("frontend", "org/frontend:main-5"));
        ObjectNode withImage = source("kust");
        withImage.putObject("kustomize").putArray("images").add("org/frontend=mirror/frontend:main-6");
        assertThat(image(withImage)).isEqualTo("mirror/frontend:main-6");
    }

    @Test
    public void saysWhatCannotBeRendered() throws Exception {
        write("chart/templates/more.yaml", "a: {{ include \"x\" . }}\n");
        commit();
        assertThatThrownBy(() -> manifests.render("web", source("chart"), ""))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("templates/more.yaml: {{ include \"x\" . }} is more than this stand-in can do");
        assertThatThrownBy(() -> manifests.render("web", source("nowhere"), ""))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("app path does not exist");
        assertThatThrownBy(() -> manifests.render("web", source("chart"), "deadbeef".repeat(5)))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("unable to resolve");
    }

    @Test
    public void theStandInRunsWhatWasCommitted() throws Exception {
        commit();
        try (EmbeddedArgoCd argocd =
                EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(5)), manifests)) {
            ObjectNode application = Json.object();
            application.putObject("metadata").put("name", "web").put("namespace", "argocd");
            ObjectNode spec = application.putObject("spec").put("project", "default");
            spec.set("source", source("chart"));
            spec.putObject("destination").put("namespace", "web");
            spec.putObject("syncPolicy").putObject("automated");
            argocd.add(application.toString());
            await().until(() -> argocd.application("web").contains("\"images\":[\"org/frontend:main-1\"]"));
        }
    }

    private String image(ObjectNode source) {
        return manifests.render("web", source, "").workloads().get(0).image();
    }

    private ObjectNode source(String path) {
        return Json.object()
                .put("repoURL", work.toUri().toString())
                .put("path", path)
                .put("targetRevision", "main");
    }

    private void write(String path, String text) throws Exception {
        Path file = work.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String commit() throws Exception {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("change")
                .setAuthor("dev", "dev@example.com")
                .setCommitter("dev", "dev@example.com")
                .setSign(false)
                .call()
                .name();
    }
}
