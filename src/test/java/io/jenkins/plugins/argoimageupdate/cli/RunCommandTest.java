package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class RunCommandTest {

    @Rule
    public final ConnectedDemo demo = new ConnectedDemo();

    private DemoWorld world;

    @Before
    public void startTheWorld() throws Exception {
        world = demo.world();
        world.push(DemoWorld.FRONTEND, "main-b99bc73", Instant.now());
    }

    @Test
    public void oneRunUpdatesWhatTheAnnotationsWatch() throws Exception {
        CommandLineRun run = run(watchFile("token"), "--once");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("example: 2 images from annotations")
                .contains("frontend lyzhang1999/frontend: main-0000000 → main-b99bc73")
                .contains("backend lyzhang1999/backend: main-0000000 is current")
                .contains("Synced, Healthy after");
        assertThat(run.exitCode()).isZero();
        assertThat(world.override()).contains("value: main-b99bc73");
    }

    @Test
    public void refusesAnIntervalOrTimeoutThatIsNone() throws Exception {
        CommandLineRun busy = run(watchFile("token"), "--once", "--interval", "0s");
        CommandLineRun hasty = run(watchFile("token"), "--once", "--timeout", "0s");

        assertThat(busy.exitCode()).isEqualTo(2);
        assertThat(busy.err()).contains("--interval of 0 s is too short. Write 10s or more");
        assertThat(hasty.exitCode()).isEqualTo(2);
        assertThat(hasty.err()).contains("--timeout of 0 s is too short. Write 10s or more");
    }

    @Test
    public void jsonIsAllThatGoesToStandardOutput() throws Exception {
        CommandLineRun run = run(watchFile("token"), "--once", "--output", "json");

        JsonNode report = new JsonMapper().readTree(run.out());
        JsonNode image = report.path("applications").path(0).path("images").path(0);
        assertThat(image.path("alias").asString()).isEqualTo("frontend");
        assertThat(image.path("to").path("tag").asString()).isEqualTo("main-b99bc73");
        assertThat(image.path("to").path("created").asString()).startsWith("20");
        assertThat(run.err()).contains("committed");
        assertThat(run.out()).doesNotContain(DemoWorld.TOKEN);
    }

    @Test
    public void aDryRunPrintsTheDiffAndCommitsNothing() throws Exception {
        CommandLineRun run = run(watchFile("token"), "--once", "--dry-run", "--end-on-failed-hook");

        assertThat(run.out()).contains("dry run, would commit to main").contains("+    value: main-b99bc73");
        assertThat(world.commits()).isEqualTo(1);
    }

    @Test
    public void aDryRunNamesTheParametersThatItWouldSet() throws Exception {
        Path file = demo.write("watch.yaml", watch("applications: [example]\nwriteBack: argocd\n", ""));

        CommandLineRun run = run(file, "--once", "--dry-run");

        assertThat(run.out())
                .contains("example: dry run, would set the parameters of the Application:")
                .contains("  + frontend.tag: main-b99bc73");
    }

    @Test
    public void anImageUpdaterResourceIsWatchedAsItIs() throws Exception {
        Path resource = demo.write("updater.yaml", """
                apiVersion: argocd-image-updater.argoproj.io/v1alpha1
                kind: ImageUpdater
                metadata: {name: updater, namespace: argocd}
                spec:
                  applicationRefs:
                  - namePattern: exam*
                    writeBackConfig: {method: git}
                    images:
                    - alias: frontend
                      imageName: lyzhang1999/frontend
                      commonUpdateSettings: {updateStrategy: newest-build, allowTags: 'regexp:^main'}
                      manifestTargets: {helm: {name: frontend.image, tag: frontend.tag}}
                """);

        CommandLineRun run =
                run(resource, "--once", "--connections", watchFile("token").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("main-0000000 → main-b99bc73");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    public void aWrongTokenEndsWithOneLineAndCodeOne() throws Exception {
        demo.write("wrong", "nonsense");

        CommandLineRun run = run(watchFile("wrong"), "--once");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains("example", "401")
                .doesNotContain("nonsense");
    }

    @Test
    public void anUnknownKeyIsNamedWithItsLineAndTheNearestOne() throws Exception {
        Path file = demo.write("watch.yaml", "applications:\n- name: example\n  argocdd: production\n");

        CommandLineRun run = run(file, "--once");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("watch.yaml:3", "argocdd", "Did you mean 'argocd'");
    }

    @Test
    public void gitCredentialsThatAreNotThereFailARunThatChangesNothing() throws Exception {
        Path file = demo.write("watch.yaml", watch("""
                applications: [example]
                images:
                - {alias: backend, image: lyzhang1999/backend, strategy: newest-build, allowTags: 'regexp:^main'}
                git: {credentialsId: gti}
                """, "credentials: {git: {username: a, password: 'file:token'}}"));

        CommandLineRun run = run(file, "--once", "--dry-run");

        assertThat(run.out())
                .contains("backend lyzhang1999/backend: main-0000000 is current")
                .contains("example: ERROR: log in to ", "there are no credentials 'gti'. Did you mean 'git'?");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    public void pullSecretsThatAreNotThereFailARun() throws Exception {
        Path file = demo.write("watch.yaml", watch("""
                applications: [example]
                defaults: {pullSecret: 'env:NO_SUCH_VARIABLE_HERE'}
                """, "credentials: {}"));

        CommandLineRun run = run(file, "--once", "--dry-run");

        assertThat(run.out().lines())
                .filteredOn(line -> line.contains("ERROR"))
                .singleElement()
                .asString()
                .contains("frontend, backend of example: ERROR:", "NO_SUCH_VARIABLE_HERE is not set");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    public void aBrokenMessageTemplateIsAWarningAndTheCommitHasTheDefaultMessage() throws Exception {
        demo.write("message.tpl", "{{ .App.metadata.labels.ticket }}");
        Path file = demo.write("watch.yaml", watch("applications: [example]\n", "commit: {messageFile: message.tpl}"));

        CommandLineRun run = run(file, "--once", "--dry-run", "--output", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("WARNING: make a commit message from its template: there is no field App");
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.path("warnings").toString()).contains("there is no field App");
        assertThat(report.path("applications")
                        .path(0)
                        .path("writeBack")
                        .path("message")
                        .asString())
                .isEqualToNormalizingWhitespace("build: update of application example");
    }

    @Test
    public void aSelectorThatMatchesNothingEndsWithCodeOne() throws Exception {
        Path file =
                demo.write("watch.yaml", watch("applications: [{selector: {glob: 'shop-*'}}]\n", "credentials: {}"));

        CommandLineRun run = run(file, "--once");

        assertThat(run.out()).contains("ERROR: find Applications with glob shop-*");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    public void connectionsThatAreNotUsedAreNamed() throws Exception {
        Path file = watchFile("token");
        Path other = Files.copy(file, demo.folder().resolve("connections.yaml"));

        CommandLineRun run = run(file, "--once", "--dry-run", "--connections", other.toString());

        assertThat(run.out())
                .startsWith("[argo-image-update] WARNING: connections in " + file + " are not used: those in " + other
                        + " are");
    }

    @Test
    public void aKeyBesideTheConnectionsThatNothingReadsIsNamed() throws Exception {
        Path other = demo.write("connections.yaml", "connections: {}\ncommit: {name: Bot}\n");

        CommandLineRun run = run(watchFile("token"), "--once", "--connections", other.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'commit' in " + other + ":2");
    }

    @Test
    public void secretsAreNotTakenFromTheFileItself() throws Exception {
        Path file = demo.write("watch.yaml", """
                applications: [example]
                connections:
                  argocd: [{url: 'https://argocd.example.com', token: eyJhbGciOi}]
                """);

        CommandLineRun run = run(file, "--once");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("env:<variable> or file:<path>").doesNotContain("eyJhbGciOi");
    }

    @Test
    public void aMissingFileIsNamed() {
        CommandLineRun run = run(Path.of("nowhere.yaml"), "--once");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("nowhere.yaml", "no such file");
    }

    @Test
    public void aResourceWithoutConnectionsAsksForThem() throws Exception {
        Path resource = demo.write("updater.yaml", "kind: ImageUpdater\nspec: {}\n");

        CommandLineRun run = run(resource, "--once");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("an ImageUpdater resource names no Argo CD server. Give --connections FILE");
    }

    @Test
    public void credentialsOverPlainHttpAreWarnedOf() throws Exception {
        Path file = demo.write("watch.yaml", watch("""
                applications: [example]
                images:
                - {alias: backend, image: lyzhang1999/backend, strategy: newest-build, allowTags: 'regexp:^main'}
                git: {url: 'http://git.invalid/charts.git', credentialsId: git}
                """, "credentials: {git: {username: a, password: 'file:token'}}"));

        CommandLineRun run = run(file, "--once", "--dry-run");

        assertThat(run.out())
                .containsOnlyOnce("WARNING: credentials go to http://git.invalid unencrypted; use https")
                .doesNotContain("http://localhost");
    }

    @Test
    public void aBrokenMessageTemplateNamesItsFile() throws Exception {
        demo.write("message.tpl", "{{ .AppName ");
        Path file = demo.write("watch.yaml", watch("applications: [example]\n", "commit: {messageFile: message.tpl}"));

        CommandLineRun run = run(file, "--once");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("message.tpl");
    }

    @Test
    public void aBranchThatGitDoesNotAcceptIsNamedWithItsLine() throws Exception {
        for (String branch : new String[] {"'a b'", "main:a:b", "'main:{{ .Nothing'", "--upload-pack=x"}) {
            Path file = demo.write(
                    "watch.yaml", watch("applications:\n- {name: example, git: {branch: " + branch + "}}\n", ""));

            CommandLineRun run = run(file, "--once", "--dry-run");

            assertThat(run.exitCode()).as(branch).isEqualTo(2);
            assertThat(run.err()).contains("read 'branch' in " + file + ":2: ");
        }
    }

    @Test
    public void eachRunOfTheLoopTellsWhenItStarts() throws Exception {
        CommandLineRun.requireThisProcess();
        Path file = watchFile("token");
        AtomicReference<CommandLineRun> ended = new AtomicReference<>();
        Thread loop = new Thread(() -> ended.set(run(file, "--interval", "1h")));
        loop.start();
        await().until(() -> world.commits() > 1);
        loop.interrupt();
        loop.join();

        assertThat(ended.get().exitCode()).isEqualTo(130);
        assertThat(ended.get().out().lines().findFirst().orElseThrow())
                .matches("\\[argo-image-update] run at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d\\d:\\d\\d");
    }

    private CommandLineRun run(Path file, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "run";
        arguments[1] = file.toString();
        arguments[2] = "--cache-dir";
        arguments[3] = demo.cache();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return CommandLineRun.of(arguments);
    }

    private Path watchFile(String tokenFile) throws IOException {
        return demo.write("watch.yaml", """
                applications: [{name: example}]
                connections:
                  argocd: [{name: demo, url: '%s', token: 'file:%s'}]
                  registriesConf: registries.conf
                """.formatted(world.argocd(), tokenFile));
    }

    private String watch(String watched, String connection) {
        return watched + demo.connections() + "  " + connection + "\n";
    }
}
