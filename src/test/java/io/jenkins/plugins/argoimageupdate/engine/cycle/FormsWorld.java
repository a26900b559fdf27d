package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A registry, a repository with staging and production in one form of write-back, and an Argo CD that deploys both. */
final class FormsWorld extends ExternalResource {

    /** How an Application names its images. */
    enum Form {
        HELM_VALUES("helmvalues:values.yaml", "values.yaml") {
            @Override
            Map<String, String> files() {
                return Map.of(
                        "Chart.yaml",
                        "name: shop\n",
                        "values.yaml",
                        """
                                # two images
                                web: {image: org/web, tag: 1.0.0} # pinned
                                api: {image: org/api, tag: "1.0.0"}
                                """,
                        "templates/web.yaml",
                        deployment("web", "{{ .Values.web.image }}:{{ .Values.web.tag }}"),
                        "templates/api.yaml",
                        deployment("api", "{{ .Values.api.image }}:{{ .Values.api.tag }}"));
            }
        },
        KUSTOMIZE("kustomization", "kustomization.yaml") {
            @Override
            Map<String, String> files() {
                return Map.of(
                        "kustomization.yaml", """
                                # two images
                                resources: [web.yaml, api.yaml]
                                images:
                                  - name: org/web # pinned
                                    newTag: 1.0.0
                                  - {name: org/api, newTag: "1.0.0"}
                                """,
                        "web.yaml", deployment("web", "org/web"),
                        "api.yaml", deployment("api", "org/api"));
            }
        };

        private final String target;
        private final String file;

        Form(String target, String file) {
            this.target = target;
            this.file = file;
        }

        abstract Map<String, String> files();

        private static String deployment(String name, String image) {
            return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name
                    + "}\nspec: {template: {spec: {containers: [{name: main, image: \"" + image + "\"}]}}}\n";
        }
    }

    private static final String REPOSITORY = "env.git";
    private static final String TOKEN = "t0ken";

    private final Form form;
    private final TemporaryFolder folder = new TemporaryFolder();
    private final List<String> log = new ArrayList<>();
    private EmbeddedRegistry registry;
    private EmbeddedGitServer git;
    private GitManifests manifests;
    private EmbeddedArgoCd argocd;
    private FixedConnections connections;
    private Engine engine;

    FormsWorld(Form form) {
        this.form = form;
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        registry = EmbeddedRegistry.start();
        git = EmbeddedGitServer.start(folder.newFolder().toPath());
        Map<String, String> files = new LinkedHashMap<>();
        for (String stage : List.of("staging", "prod")) {
            form.files().forEach((path, content) -> files.put(stage + "/" + path, content));
        }
        String url = git.createRepository(REPOSITORY, files);
        manifests = new GitManifests(folder.newFolder().toPath(), null);
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of(TOKEN, "secret").withStep(Duration.ofMillis(10)), manifests);
        for (String stage : List.of("staging", "prod")) {
            argocd.add("""
                    {"metadata":{"name":"%s","namespace":"argocd"},
                     "spec":{"project":"default","source":{"repoURL":"%s","path":"%s","targetRevision":"main"},
                     "destination":{"server":"https://kubernetes.default.svc","namespace":"shop"},
                     "syncPolicy":{"automated":{}}}}""".formatted(stage, url, stage));
        }
        for (String stage : List.of("staging", "prod")) {
            await().until(() -> argocd.application(stage).contains("\"Succeeded\"")
                    && argocd.application(stage).contains("\"Healthy\""));
        }
        push("web", "1.0.0");
        push("api", "1.0.0");
        connections = FixedConnections.anonymous(registry.address(), FixedConnections.demo(argocd.url(), TOKEN));
        engine = FixedConnections.engine(folder.newFolder().toPath());
    }

    @Override
    protected void after() {
        argocd.close();
        manifests.close();
        git.close();
        registry.close();
        folder.delete();
    }

    void push(String name, String tag) {
        registry.content().push("org/" + name, tag, Instant.now());
    }

    /** Lets the pods of a version fail. */
    void breakImage(String name, String tag) {
        argocd.faults().imageIsMissing("org/" + name + ":" + tag);
    }

    /** The file that names the images of a stage. */
    String written(String stage) throws IOException {
        return git.file(REPOSITORY, "main", stage + "/" + form.file);
    }

    /** What it says with other versions; nothing else is to change. */
    String with(String web, String api) {
        return form.files().get(form.file).replaceFirst("(?s)1\\.0\\.0(.*)\"1\\.0\\.0\"", web + "$1\"" + api + "\"");
    }

    /** The last commit. */
    String tip() throws IOException {
        try (Repository repository =
                new RepositoryBuilder().setGitDir(git.path(REPOSITORY).toFile()).build()) {
            return repository.resolve("main").name();
        }
    }

    String digest(String name, String tag) {
        return registry.content().digestOf("org/" + name, tag).orElseThrow();
    }

    /** The images of a stage's pods. */
    String running(String stage) {
        return argocd.application(stage);
    }

    int commits() throws IOException {
        return git.commits(REPOSITORY, "main");
    }

    List<String> log() {
        return log;
    }

    FixedConnections connections() {
        return connections;
    }

    /** A run of what is watched of a stage. */
    CycleReport update(String stage, String more) throws InterruptedException {
        return cycle().run(discover(stage, more));
    }

    CycleReport rollBack(String stage, Rollback rollback) throws InterruptedException {
        return cycle().rollback(discover(stage, ""), rollback);
    }

    private UpdateCycle cycle() {
        CycleOptions impatient = CycleWorld.impatient();
        return new UpdateCycle(engine, connections, impatient, new ProgressLog(log::add));
    }

    private Discovery discover(String stage, String more) throws InterruptedException {
        return new Discoverer(connections).discover(WatchFile.parse("watch.yaml", """
                applications: [{name: %s%s}]
                images:
                  - {alias: web, image: org/web%s}
                  - {alias: api, image: org/api%s}
                git: {branch: main, target: '%s'}
                """.formatted(
                        stage, more.isEmpty() ? "" : ", " + more, names("web"), names("api"), form.target)));
    }

    private String names(String image) {
        return form == Form.KUSTOMIZE ? "" : ", helm: {imageName: " + image + ".image, imageTag: " + image + ".tag}";
    }
}
