package io.jenkins.plugins.argoimageupdate.engine.chaos;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A registry with two images, a Git server and a stand-in for Argo CD that deploys them, each behind a proxy with faults. */
final class ChaosWorld implements AutoCloseable {

    static final String APPLICATION = "shop";
    static final List<String> IMAGES = List.of("web", "api");
    static final ArgoCdCredentials ARGO_CD_LOGIN = new ArgoCdCredentials.UserPassword("admin", "secret");

    private static final String REPOSITORY = "shop.git";
    private static final int KEPT_TAGS = 12;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec: {template: {spec: {containers: [{name: main, image: "{{ .Values.%1$s.image }}:{{ .Values.%1$s.tag }}"}]}}}
            """;

    private final Random random;
    private final EmbeddedRegistry registry;
    private final EmbeddedGitServer git;
    private final EmbeddedArgoCd argocd;
    private final GitWorkspace colleague;
    private final Map<String, Map<String, Instant>> tags = new HashMap<>();
    private int built;
    private int notes;

    final FaultyProxy registryProxy;
    final FaultyProxy gitProxy;
    final FaultyProxy argocdProxy;

    ChaosWorld(Path folder, Random random) throws IOException {
        this.random = random;
        registry = EmbeddedRegistry.start();
        git = EmbeddedGitServer.start(folder.resolve("repositories"));
        Map<String, String> files = new HashMap<>(Map.of("Chart.yaml", "name: shop\n", "values.yaml", """
                web: {image: org/web, tag: main-1}
                api: {image: org/api, tag: main-2}
                """));
        for (String image : IMAGES) {
            tags.put(image, new HashMap<>());
            files.put("templates/" + image + ".yaml", DEPLOYMENT.formatted(image));
            push(image, "main-" + (built + 1));
        }
        git.createRepository(REPOSITORY, files);
        colleague = new GitWorkspace(folder.resolve("colleague"));
        argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(5)),
                new GitManifests(Files.createDirectories(folder.resolve("manifests")), null));
        registryProxy = FaultyProxy.before(registry.address());
        gitProxy = FaultyProxy.before(URI.create(git.url("")));
        argocdProxy = FaultyProxy.before(argocd.url());
        argocd.add(application());
    }

    private String application() {
        StringBuilder annotations = new StringBuilder();
        String prefix = "\"argocd-image-updater.argoproj.io/";
        for (String image : IMAGES) {
            annotations.append(prefix + image + ".helm.image-name\":\"" + image + ".image\",");
            annotations.append(prefix + image + ".helm.image-tag\":\"" + image + ".tag\",");
        }
        return """
                {"metadata":{"name":"shop","namespace":"argocd","annotations":{%2$s
                %1$simage-list":"web=org/web,api=org/api",%1$swrite-back-method":"git",
                %1$supdate-strategy":"newest-build",%1$sallow-tags":"regexp:^main"}},
                "spec":{"project":"default","source":{"repoURL":"%3$s","path":".","targetRevision":"main"},
                "destination":{"server":"https://kubernetes.default.svc","namespace":"shop"},
                "syncPolicy":{"automated":{}}}}""".formatted(prefix, annotations, git.url(REPOSITORY));
    }

    /** Pushes, pushes again, or deletes something, as teams do. Returns what it did. */
    String change() {
        String image = IMAGES.get(random.nextInt(IMAGES.size()));
        Map<String, Instant> there = tags.get(image);
        List<String> names = there.keySet().stream().sorted().toList();
        String any = names.get(random.nextInt(names.size()));
        int what = random.nextInt(10);
        if (what == 0 && there.size() > 1 || there.size() > KEPT_TAGS) {
            registry.content().untag("org/" + image, any);
            there.remove(any);
            return image + ": deleted " + any;
        }
        if (what == 1) {
            push(image, any);
            return image + ": pushed " + any + " again";
        }
        if (what == 2) {
            registry.content().push("org/" + image, "dev-" + built, date(built + 1_000_000));
            return image + ": pushed dev-" + built;
        }
        String name = "main-" + (built + 1);
        push(image, name);
        return image + ": pushed " + name;
    }

    private void push(String image, String tag) {
        built++;
        registry.content().push("org/" + image, tag, date(built));
        tags.get(image).put(tag, date(built));
    }

    private static Instant date(int number) {
        return Instant.EPOCH.plus(Duration.ofMinutes(number));
    }

    /** A commit of somebody else to the branch. */
    void pushByColleague() {
        notes++;
        byte[] text = ("note " + notes + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            colleague.commit(
                    GitRemote.of(git.url(REPOSITORY), new GitCredentials.Anonymous()),
                    BranchChange.on("main", tip -> Optional.of(new CommitDraft(Map.of("notes", text), "Note\n"))));
        } catch (GitException e) {
            notes--; // the branch takes nobody's pushes now
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void setReadOnly(boolean value) {
        git.setReadOnly(value);
    }

    void protectBranch() {
        git.protectBranch("main");
    }

    void disturbArgoCd() {
        switch (random.nextInt(3)) {
            case 0 -> argocd.cutStreams();
            case 1 -> argocd.revokeSessions();
            default -> argocd.faults().answerServerErrors(1 + random.nextInt(3));
        }
    }

    /** Ends all that is wrong. */
    void heal() {
        registryProxy.heal();
        gitProxy.heal();
        argocdProxy.heal();
        argocd.faults().answerServerErrors(0);
        git.setReadOnly(false);
        git.unprotectBranch("main");
    }

    /** The tag that has to be live once things are quiet. */
    String newest(String image) {
        return tags.get(image).entrySet().stream()
                .max(Comparator.comparing(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /** When a tag was built that is there; null for one that is not, or no more. */
    Instant built(String image, String tag) {
        return tags.get(image).get(tag);
    }

    String applicationJson() {
        return argocd.application(APPLICATION);
    }

    Path repository() {
        return git.path(REPOSITORY);
    }

    @Override
    public void close() throws IOException {
        List<AutoCloseable> all = new ArrayList<>(List.of(registryProxy, gitProxy, argocdProxy));
        argocd.close();
        git.close();
        registry.close();
        for (AutoCloseable proxy : all) {
            ((FaultyProxy) proxy).close();
        }
    }
}
