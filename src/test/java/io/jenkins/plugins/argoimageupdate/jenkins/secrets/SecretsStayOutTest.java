package io.jenkins.plugins.argoimageupdate.jenkins.secrets;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.file;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.sshKey;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.GitConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.OpenPgpSigning;
import io.jenkins.plugins.argoimageupdate.jenkins.config.PullSecretMapping;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.WebhookSource;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.SimpleFormatter;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;

/** Uses a secret of each kind, with and without success, and looks for them wherever Jenkins keeps or shows anything. */
public class SecretsStayOutTest {

    private static final String GIT_TOKEN = "planted-git-token-5";
    private static final String PASSPHRASE = "planted-passphrase-6";
    private static final String SSH_KEY = "cGxhbnRlZC1zc2gta2V5LW9mLWEtdGVzdC03";
    private static final String WEBHOOK = "planted-webhook-8";
    private static final String PULL_PASSWORD = "planted-pull+p/w=9";
    private static final String TYPED_LOGIN = "planted-typed-login-10";
    private static final String SIGNING_PASSPHRASE = "planted-signing-11";
    private static final String SIGNING_KEY = "planted-signing-key-12";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final SecretServers servers = new SecretServers();

    @Rule
    public final LoggerRule log = new LoggerRule()
            .quiet()
            .record("io.jenkins.plugins.argoimageupdate", Level.ALL)
            .record("", Level.INFO)
            .capture(100_000);

    private final PlantedSecrets secrets = new PlantedSecrets(List.of(
            SecretServers.REGISTRY_PASSWORD,
            SecretServers.ARGOCD_TOKEN,
            SecretServers.GIT_PASSWORD,
            SecretServers.LOGIN_OF_AN_APPLICATION,
            GIT_TOKEN,
            PASSPHRASE,
            SSH_KEY,
            WEBHOOK,
            PULL_PASSWORD,
            TYPED_LOGIN,
            SIGNING_PASSPHRASE,
            SIGNING_KEY));

    @Test
    public void noSecretComesOutAnywhere() throws Exception {
        addCredentials();
        configure();

        Run<?, ?> updated = updateAndLookWhileItWaits();
        FreeStyleProject polled = pollAndBuild();
        Run<?, ?> failed = failInManyWays();
        sendWebhooks();
        testConnections();

        assertThat(servers.echo().seen().toString())
                .as("what was sent, so that it could come back")
                .contains(base64(SecretServers.REGISTRY_USER + ":" + SecretServers.REGISTRY_PASSWORD))
                .contains(SecretServers.ARGOCD_TOKEN)
                .contains(base64(SecretServers.GIT_USER + ":" + SecretServers.GIT_PASSWORD))
                .contains(base64("puller:" + PULL_PASSWORD));
        search(updated, failed, polled.getLastBuild());
        assertThat(secrets.found()).isEmpty();
    }

    @Test
    public void theSearchFindsWhatIsThere() {
        for (String text : List.of(
                GIT_TOKEN, base64("x" + GIT_TOKEN), base64("xy:" + GIT_TOKEN + "z"), "planted-pull%2Bp%2Fw%3D9")) {
            PlantedSecrets search = new PlantedSecrets(List.of(GIT_TOKEN, PULL_PASSWORD));
            search.search("here", "before " + text + " after");
            assertThat(search.found()).as(text).isNotEmpty();
        }
    }

    private void addCredentials() throws Exception {
        addToJenkins(userPassword("registry", SecretServers.REGISTRY_USER, SecretServers.REGISTRY_PASSWORD));
        addToJenkins(text("argocd", SecretServers.ARGOCD_TOKEN));
        addToJenkins(userPassword("git-pair", SecretServers.GIT_USER, SecretServers.GIT_PASSWORD));
        addToJenkins(text("git-token", GIT_TOKEN));
        addToJenkins(sshKey(
                "ssh",
                "git",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n" + SSH_KEY + "\n-----END OPENSSH PRIVATE KEY-----\n",
                PASSPHRASE));
        addToJenkins(text("webhook", WEBHOOK));
        addToJenkins(text(
                "pull",
                "{\"auths\": {\"" + servers.echo().url() + "\": {\"auth\": \"" + base64("puller:" + PULL_PASSWORD)
                        + "\"}}}"));
        addToJenkins(file("signing-key", SIGNING_KEY));
        addToJenkins(text("signing-passphrase", SIGNING_PASSPHRASE));
    }

    private void configure() {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        ArgoCdServerConfig production = new ArgoCdServerConfig("production", servers.argocd());
        production.setCredentialsId("argocd");
        production.setDefaultServer(true);
        ArgoCdServerConfig echo = new ArgoCdServerConfig("echo", servers.echo().url());
        echo.setCredentialsId("argocd");
        configuration.setArgoCdServers(List.of(production, echo));
        RegistryConfig hub = registry("docker.io", servers.registry());
        hub.setCredentialsId("registry");
        configuration.setRegistries(List.of(
                hub,
                registry("echo.example", servers.echo().url()),
                registry("pull.example", servers.echo().url())));
        configuration.setPullSecrets(List.of(new PullSecretMapping("secret:argocd/git-pair", "git-pair")));
        WebhookSource source = new WebhookSource("hub", "docker.io");
        source.setSecretCredentialsId("webhook");
        configuration.setWebhookSources(List.of(source));
    }

    private static RegistryConfig registry(String prefix, String url) {
        RegistryConfig registry = new RegistryConfig(prefix);
        registry.setApiUrl(url);
        return registry;
    }

    private WorkflowRun updateAndLookWhileItWaits() throws Exception {
        servers.holdSyncs(true);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "update");
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("committed ", build);
        secrets.search("page threadDump", page("threadDump"));
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            secrets.search("thread", thread.toString());
        }
        searchFiles();
        search(build);
        servers.holdSyncs(false);
        return jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
    }

    /** One poll and build that succeed, then ones that cannot. */
    private FreeStyleProject pollAndBuild() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("freestyle");
        ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();
        step.setApplication("example");
        job.getBuildersList().add(step);
        poll(job, "production");
        jenkins.buildAndAssertSuccess(job);
        poll(job, "echo");
        GitArgument git = new GitArgument();
        git.setUrl("http://somebody:" + TYPED_LOGIN + "@127.0.0.1:1/charts.git");
        step.setGit(git);
        job.save();
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        return job;
    }

    private void poll(FreeStyleProject job, String server) throws Exception {
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        trigger.setApplications(List.of("example"));
        trigger.setArgocd(server);
        trigger.start(job, true);
        job.addTrigger(trigger);
        trigger.run();
        Polls.settle(jenkins);
        assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo(server.equals("echo") ? "FAILED" : "CURRENT");
    }

    private Run<?, ?> failInManyWays() throws Exception {
        String image = "alias: 'app', strategy: 'newest-build', forceUpdate: true, helm: [imageTag: 'frontend.tag']";
        String git = "application: 'example', images: [[image: '" + DemoWorld.FRONTEND
                + "', strategy: 'alphabetical', ignoreTags: ['main-b99bc73'], helm: [imageTag: 'frontend.tag']]], git: ";
        StringBuilder script = new StringBuilder();
        for (String arguments : List.of(
                "application: 'example', argocd: 'echo'",
                "application: 'leaky'",
                "application: 'example', images: [[image: 'echo.example/app', credentialsId: 'registry', " + image
                        + "]]",
                "application: 'example', images: [[image: 'pull.example/app', credentialsId: 'pull', " + image + "]]",
                git + "[url: '" + servers.echo().url() + "/chart.git', branch: 'main', credentialsId: 'git-pair']",
                git + "[url: '" + servers.repository() + "', branch: 'main', credentialsId: 'git-token']",
                git + "[url: 'ssh://127.0.0.1:1/chart.git', branch: 'main', credentialsId: 'ssh']")) {
            script.append("try { argoImageUpdate ")
                    .append(arguments)
                    .append("\n error 'must fail' } catch (e) { echo \"CAUGHT ${e}\" }\n");
        }
        script.append("error 'the end'");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "fail");
        job.setDefinition(new CpsFlowDefinition(script.toString(), true));
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("must fail");

        GitConfig signed = new GitConfig();
        OpenPgpSigning signing = new OpenPgpSigning("signing-key");
        signing.setPassphraseCredentialsId("signing-passphrase");
        signed.setSigning(signing);
        ArgoImageUpdateConfiguration.get().setGit(signed);
        return jenkins.buildAndAssertStatus(Result.FAILURE, job);
    }

    private void sendWebhooks() throws Exception {
        for (String secret : List.of(WEBHOOK, "wrong")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            jenkins.getURL() + "argo-image-update-webhook/hub?secret=" + secret))
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"push_data\": {\"tag\": \"x\"}, \"repository\": {\"repo_name\": \"a/b\"}}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            secrets.search("webhook", answer.body());
        }
        Polls.settle(jenkins);
    }

    private void testConnections() throws Exception {
        String echo = servers.echo().url();
        post("ArgoCdServerConfig", "url=" + echo + "&credentialsId=argocd&caCertificate=&insecure=false");
        post(
                "ArgoCdServerConfig",
                "url=http://u:" + TYPED_LOGIN + "@127.0.0.1:1&credentialsId=argocd&caCertificate=&insecure=false");
        post(
                "RegistryConfig",
                "prefix=echo.example&apiUrl=" + echo
                        + "&credentialsId=registry&caCertificate=&insecure=false&defaultNamespace=&testRepository=a/b");
    }

    private void post(String config, String parameters) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            String path = "descriptorByName/" + ArgoImageUpdateConfiguration.class.getPackageName() + "." + config
                    + "/testConnection?" + parameters;
            String answer = client.loadWebResponse(new WebRequest(client.createCrumbedUrl(path), HttpMethod.POST))
                    .getContentAsString();
            secrets.search("test connection of " + config, answer);
        }
    }

    private void search(Run<?, ?>... builds) throws Exception {
        searchFiles();
        for (Run<?, ?> build : builds) {
            String of = build.getUrl();
            for (String path :
                    List.of("", "console", "consoleText", "image-update/", "api/json?depth=3", "api/xml?depth=3")) {
                secrets.search("page " + of + path, page(of + path));
            }
            secrets.search(
                    "environment of " + of,
                    build.getEnvironment(TaskListener.NULL).toString());
            String job = build.getParent().getUrl();
            for (String path : List.of(
                    "",
                    "image-updates/",
                    "argo-image-polling/",
                    "config.xml",
                    "configure",
                    "api/json?depth=3",
                    "api/xml?depth=3")) {
                secrets.search("page " + job + path, page(job + path));
            }
        }
        for (String path :
                List.of("manage/image-watch/", "manage/configure", "log/all", "threadDump", "api/json?depth=3")) {
            secrets.search("page " + path, page(path));
        }
        ByteArrayOutputStream yaml = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(yaml);
        secrets.search("export", yaml.toString(StandardCharsets.UTF_8));
        SimpleFormatter formatter = new SimpleFormatter();
        log.getRecords().forEach(record -> secrets.search("log", formatter.format(record)));
    }

    private void searchFiles() throws Exception {
        secrets.searchFiles(jenkins.jenkins.getRootDir().toPath(), List.of("secrets/", "plugins/", "war/"));
    }

    private String page(String path) throws Exception {
        try (JenkinsRule.WebClient client =
                jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false)) {
            return client.loadWebResponse(new WebRequest(new URL(jenkins.getURL(), path)))
                    .getContentAsString();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
