package io.jenkins.plugins.argoimageupdate.jenkins.permissions;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.file;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.sshKey;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.security.csrf.CrumbFilter;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.WebhookSource;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.assertj.core.api.SoftAssertions;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.WebApp;

/** Sends every request of {@code permissions.txt} as everybody, and finds endpoints that the table does not have. */
public class PermissionMatrixTest {

    private static final JenkinsRule JENKINS = new JenkinsRule();
    private static final DemoJenkins DEMO = new DemoJenkins();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(DEMO).around(JENKINS);

    private static final Logger CRUMBS = Logger.getLogger(CrumbFilter.class.getName());
    private static final String SECRET = "correct-horse";
    private static final Map<String, JenkinsRule.WebClient> CLIENTS = new HashMap<>();
    private static final Map<String, String> PLACES = new HashMap<>();
    private static final Map<String, String> DESCRIPTORS = new HashMap<>();
    private static Effects effects;
    private static int messages;

    static {
        JENKINS.timeout = 600;
    }

    @BeforeClass
    public static void setUp() throws Exception {
        addCredentials();
        DEMO.configure();
        WebhookSource hub = new WebhookSource("hub", "docker.io");
        hub.setSecretCredentialsId("canary-webhook");
        ArgoImageUpdateConfiguration.get().setWebhookSources(List.of(hub));
        FreeStyleProject job = updatedJob();
        PLACES.put("job", job.getUrl());
        PLACES.put("folder", JENKINS.createProject(Folder.class, "team").getUrl());
        PLACES.put("build", job.getLastBuild().getUrl());
        PLACES.put("argocd", DEMO.world().argocd().toString());
        PLACES.put("registry", DEMO.world().registry().toString());
        PLACES.put("secret", SECRET);
        for (Descriptor<?> descriptor : JENKINS.jenkins.getExtensionList(Descriptor.class)) {
            DESCRIPTORS.put(descriptor.clazz.getSimpleName(), descriptor.getDescriptorUrl());
        }
        effects = new Effects(JENKINS, DEMO, job);
        protect();
        CRUMBS.setLevel(Level.SEVERE); // a line for each request without a crumb
    }

    private static void addCredentials() throws Exception {
        addToJenkins(userPassword("canary-pair", "user", "secret"));
        addToJenkins(text("canary-text", "secret"));
        addToJenkins(text("canary-webhook", SECRET));
        addToJenkins(file("canary-file", "secret"));
        addToJenkins(sshKey("canary-ssh", "user", "secret", ""));
    }

    /** With a build that a poll has started, so that it has every page. */
    private static FreeStyleProject updatedJob() throws Exception {
        FreeStyleProject job = Polls.watchingJob(JENKINS);
        ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();
        step.setApplication(DemoWorld.APPLICATION);
        job.getBuildersList().add(step);
        DEMO.pushBoth();
        ImageUpdateTrigger.of(job).run();
        Polls.settle(JENKINS);
        JENKINS.assertBuildStatusSuccess(job.getLastBuild());
        return job;
    }

    private static void protect() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        Item.EXTENDED_READ.setEnabled(true);
        String[] mayReadJobs = {"reader", "extended", "builder", "configurer"};
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("visitor")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to(mayReadJobs)
                .grant(Item.EXTENDED_READ)
                .everywhere()
                .to("extended")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Jenkins.MANAGE, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("manager")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        for (String user : Row.USERS) {
            JenkinsRule.WebClient client = JENKINS.createWebClient()
                    .withJavaScriptEnabled(false)
                    .withThrowExceptionOnFailingStatusCode(false)
                    .withRedirectEnabled(false);
            CLIENTS.put(
                    user,
                    user.equals("anonymous")
                            ? client
                            : client.withRedirectEnabled(true).login(user));
            client.withRedirectEnabled(false);
        }
    }

    @AfterClass
    public static void tearDown() {
        CRUMBS.setLevel(null);
        CLIENTS.values().forEach(JenkinsRule.WebClient::close);
        Item.EXTENDED_READ.setEnabled(Boolean.getBoolean("hudson.security.ExtendedReadPermission"));
    }

    @Test
    public void theTableHasEveryEndpoint() throws Exception {
        Set<String> listed = new TreeSet<>();
        Row.read().forEach(row -> listed.add(row.endpoint()));
        assertThat(listed).isEqualTo(CLIENTS.get("admin").executeOnServer(() -> Endpoints.of(WebApp.getCurrent())));
    }

    @Test
    public void everybodyIsAnsweredAsTheTableSays() throws Exception {
        SoftAssertions answers = new SoftAssertions();
        for (Row row : Row.read()) {
            if (row.takes() == Row.Takes.NONE) {
                continue;
            }
            for (String user : Row.USERS) {
                check(answers, row, user);
            }
        }
        answers.assertAll();
    }

    private static void check(SoftAssertions answers, Row row, String user) throws Exception {
        String expected = row.outcomes().get(Row.USERS.indexOf(user));
        String what = row.endpoint() + " " + row.address() + " by " + user;
        boolean post = row.takes() == Row.Takes.POST || row.takes() == Row.Takes.HOOK;
        answers.assertThat(outcome(row, user, post ? HttpMethod.POST : HttpMethod.GET, true))
                .as(what)
                .isEqualTo(expected);
        answers.assertThat(outcome(row, user, HttpMethod.POST, false))
                .as(what + ", POST without a crumb")
                .isEqualTo(row.takes() == Row.Takes.HOOK ? expected : "403");
        String other = outcome(row, user, post ? HttpMethod.GET : HttpMethod.POST, true);
        answers.assertThat(other).as(what + ", by the other method").matches(byTheOtherMethod(row, expected));
    }

    /** What would have an effect says that it takes no GET; to the rest there is nothing at that address but for POST. */
    private static String byTheOtherMethod(Row row, String expected) {
        return switch (row.takes()) {
            case VIEW -> expected;
            case HOOK -> "405";
            default -> expected.equals("does") ? "405" : "403|404|405";
        };
    }

    /**
     * In the words of the table. A refused request must have had no effect, and an effect without success would be told as one that
     * is not in the table.
     */
    private static String outcome(Row row, String user, HttpMethod method, boolean crumb) throws Exception {
        Effects.Effect effect = effects.of(row.endpoint());
        effect.prepare().call();
        Object before = effect.state().call();
        WebResponse answer = send(row, user, method, crumb);
        boolean effective = before != null && !before.equals(effect.state().call());
        int status = answer.getStatusCode();
        if (effective) {
            return status < 400 ? "does" : "does and says " + status;
        }
        if (status != 200 || row.tells().isEmpty()) {
            return String.valueOf(status);
        }
        return answer.getContentAsString().contains(row.tells()) ? "tells" : "ok";
    }

    private static WebResponse send(Row row, String user, HttpMethod method, boolean crumb) throws Exception {
        JenkinsRule.WebClient client = CLIENTS.get(user);
        String url = row.url(PLACES, DESCRIPTORS);
        WebRequest request =
                new WebRequest(crumb ? client.createCrumbedUrl(url) : new URL(JENKINS.getURL(), url), method);
        if (row.takes() == Row.Takes.HOOK && method == HttpMethod.POST) {
            request.setRequestBody("{\"push_data\": {\"tag\": \"t" + messages++
                    + "\"}, \"repository\": {\"repo_name\": \"" + DemoWorld.FRONTEND + "\"}}");
        }
        return client.loadWebResponse(request);
    }
}
