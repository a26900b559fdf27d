package io.jenkins.plugins.argoimageupdate.demo;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** Staging on one Argo CD, where all has been healthy for three hours; production on another, in a repository of its own. */
public final class StagesWorld extends ExternalResource {

    public static final String TOKEN = "t0ken";
    public static final String DIGEST = "sha256:" + "b".repeat(64);
    /** Of {@code shop-prod}, before anything is promoted. */
    public static final String PRODUCTION = """
            # production
            web: {image: prod/web, tag: main-1} # pinned
            api: {image: org/api, tag: "1.4"}
            """;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec: {template: {spec: {containers: [{name: main, image: "{{ .Values.%1$s.image }}:{{ .Values.%1$s.tag }}"}]}}}
            """;

    private final TemporaryFolder folder = new TemporaryFolder();
    private EmbeddedGitServer git;
    private EmbeddedArgoCd staging;
    private EmbeddedArgoCd production;

    @Override
    protected void before() throws Throwable {
        folder.create();
        git = EmbeddedGitServer.start(folder.getRoot().toPath().resolve("git"));
        git.createRepository("staging.git", chart("""
                web: {image: org/web, tag: main-2}
                api: {image: org/api, tag: 1.5@%s}
                """.formatted(DIGEST)));
        git.createRepository("prod.git", chart(PRODUCTION));
        ArgoCdOptions options = ArgoCdOptions.of(TOKEN, "secret").withStep(Duration.ofMillis(10));
        Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-3));
        staging = EmbeddedArgoCd.start(options, manifests(), earlier, 0);
        production = EmbeddedArgoCd.start(options, manifests());
        deploy(staging, "shop-staging", "staging.git");
        deploy(production, "shop-prod", "prod.git");
    }

    private GitManifests manifests() throws IOException {
        return new GitManifests(folder.newFolder().toPath(), null);
    }

    @Override
    protected void after() {
        production.close();
        staging.close();
        git.close();
        folder.delete();
    }

    private static Map<String, String> chart(String values) {
        return Map.of(
                "Chart.yaml",
                "name: shop\n",
                "values.yaml",
                values,
                "templates/web.yaml",
                DEPLOYMENT.formatted("web"),
                "templates/api.yaml",
                DEPLOYMENT.formatted("api"));
    }

    private void deploy(EmbeddedArgoCd argocd, String name, String repository) {
        add(argocd, name, repository);
        await().until(() -> argocd.application(name).contains("\"Succeeded\"")
                && argocd.application(name).contains("\"Healthy\""));
    }

    private void add(EmbeddedArgoCd argocd, String name, String repository) {
        argocd.add("""
                {"metadata":{"name":"%s","namespace":"argocd","annotations":{
                   "argocd-image-updater.argoproj.io/image-list":"web=org/web, api=org/api"}},
                 "spec":{"project":"default","source":{"repoURL":"%s","path":".","targetRevision":"main"},
                 "destination":{"server":"https://kubernetes.default.svc","namespace":"shop"},"syncPolicy":{"automated":{}}}}""".formatted(name, git.url(repository)));
    }

    /** An Application like staging, whose sync does not end. */
    public void addHeld(String name) {
        staging.faults().holdOperations(true);
        add(staging, name, "staging.git");
        await().until(() -> staging.application(name).contains("\"Running\""));
    }

    public URI staging() {
        return staging.url();
    }

    public URI production() {
        return production.url();
    }

    /** What Git says of production. */
    public String values() throws IOException {
        return git.file("prod.git", "main", "values.yaml");
    }

    /** What is in its override file; null if there is none. */
    public String override() throws IOException {
        return git.file("prod.git", "main", ".argocd-source-shop-prod.yaml");
    }

    /** The Application of production, in JSON. */
    public String application() {
        return production.application("shop-prod");
    }

    /** What it says once staging was promoted. */
    public static String promoted() {
        return """
                # production
                web: {image: prod/web, tag: main-2} # pinned
                api: {image: org/api, tag: "1.5@%s"}
                """.formatted(DIGEST);
    }

    /** Where the repository of production is. */
    public String repository() {
        return git.url("prod.git");
    }
}
