package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.HelmArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ImageArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.KustomizeArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.PluginArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.PullRequestArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.SelectorArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.WindowArgument;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.awaitility.Awaitility;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class ArgoImageUpdateFormTest {

    private static final String DRY_RUN = "//div[contains(@class, 'aiu-dry-run')]";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void configure() throws Exception {
        CredentialStores.addToJenkins(CredentialStores.userPassword("git", "user", "canary"));
        CredentialStores.addToJenkins(CredentialStores.userPassword("hub", "user", "canary"));
        ArgoImageUpdateConfiguration.get()
                .setArgoCdServers(List.of(new ArgoCdServerConfig("production", "https://argocd.example.com")));
    }

    @Test
    public void theFormOfAFreestyleJobKeepsEveryArgument() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ArgoImageUpdateBuilder before = new ArgoImageUpdateBuilder();
        before.setSelector(selector());
        before.setNamespace("team-a");
        before.setArgocd("production");
        before.setImages(List.of(frontend(), backend()));
        before.setGit(git());
        before.setWriteBack("git");
        before.setSync(false);
        before.setWaitFor("synced");
        before.setTimeout(7);
        before.setDryRun(true);
        before.setUnstableOn(List.of("image", "timeout"));
        before.setGuards(guards());
        before.setApproved(List.of("main-1", "v2.*"));
        job.getBuildersList().add(before);

        jenkins.configRoundtrip(job);

        ArgoImageUpdateBuilder after = job.getBuildersList().get(ArgoImageUpdateBuilder.class);
        assertThat(after).isNotSameAs(before);
        assertThat(arguments(after)).usingRecursiveComparison().isEqualTo(arguments(before));
    }

    @Test
    public void anUntouchedFormAsksForNothingMoreThanTheApplication() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ArgoImageUpdateBuilder before = new ArgoImageUpdateBuilder();
        before.setApplication("example");
        job.getBuildersList().add(before);

        jenkins.configRoundtrip(job);

        assertThat(arguments(job.getBuildersList().get(ArgoImageUpdateBuilder.class)))
                .isEqualTo(Map.of("application", "example"));
    }

    @Test
    public void thePipelineGetsPlainMapsAndBackTheSameStep() throws Exception {
        ArgoImageUpdateStep before = new ArgoImageUpdateStep();
        before.setApplication("example");
        before.setImages(List.of(frontend()));
        before.setGit(git());
        Map<String, Object> arguments =
                DescribableModel.of(ArgoImageUpdateStep.class).uninstantiate(before);

        assertThat(arguments).containsOnlyKeys("application", "images", "git");
        ArgoImageUpdateStep after =
                DescribableModel.of(ArgoImageUpdateStep.class).instantiate(arguments, null);
        assertThat(DescribableModel.of(ArgoImageUpdateStep.class).uninstantiate(after))
                .usingRecursiveComparison()
                .isEqualTo(arguments);
    }

    @Test
    public void theSnippetGeneratorWritesWhatWasFilledIn() throws Exception {
        String form = "{'stapler-class': '" + ArgoImageUpdateStep.class.getName() + "', '$class': '"
                + ArgoImageUpdateStep.class.getName() + "', 'application': 'example', 'timeout': '', 'sync': true,"
                + " 'drift': 'report', 'waitFor': 'synced', 'unstableOn': '', 'argocd': '', 'namespace': '', 'writeBack': '', 'dryRun': false,"
                + " 'git': {'url': '', 'branch': 'main', 'credentialsId': 'git', 'target': ''},"
                + " 'selector': {'glob': '', 'labels': '', 'project': ''},"
                + " 'images': {'image': 'a/b', 'alias': 'b', 'strategy': 'newest-build', 'allowTags': 'regexp:^main',"
                + " 'constraint': '', 'ignoreTags': 'x, y', 'platforms': '', 'credentialsId': '', 'forceUpdate': '',"
                + " 'helm': {'imageName': 'b.image', 'imageTag': 'b.tag', 'imageSpec': ''}}}";
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            WebRequest request =
                    new WebRequest(new URL(jenkins.getURL(), "pipeline-syntax/generateSnippet"), HttpMethod.POST);
            request.setRequestParameters(List.of(new NameValuePair("json", form.replace('\'', '"'))));
            client.addCrumb(request);
            String snippet = client.getPage(request).getWebResponse().getContentAsString();

            assertThat(snippet.strip())
                    .isEqualTo("argoImageUpdate application: 'example', git: [branch: 'main', credentialsId: 'git'],"
                            + " images: [[alias: 'b', allowTags: 'regexp:^main', helm: [imageName: 'b.image', imageTag: 'b.tag'],"
                            + " ignoreTags: ['x', 'y'], image: 'a/b', strategy: 'newest-build']], waitFor: 'synced'");
        }
    }

    @Test
    public void everyFieldHasHelp() throws Exception {
        List<String> ofImages = List.of(
                "image",
                "alias",
                "strategy",
                "constraint",
                "allowTags",
                "ignoreTags",
                "platforms",
                "forceUpdate",
                "credentialsId",
                "helm",
                "kustomize",
                "plugin");
        jenkins.executeOnServer(() -> {
            assertHelp(ArgoImageUpdateStep.class, UpdateArguments.names());
            assertHelp(ArgoImageUpdateBuilder.class, UpdateArguments.names());
            assertHelp(ImageArgument.class, ofImages);
            assertHelp(GitArgument.class, List.of("url", "branch", "credentialsId", "target", "pullRequest"));
            assertHelp(PullRequestArgument.class, List.of("provider", "labels"));
            assertHelp(SelectorArgument.class, List.of("glob", "labels", "project"));
            return null;
        });
    }

    @Test
    public void checksAndChoicesTellNothingToThoseWhoMayNotConfigure() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("update");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("author"));
        String builder = "job/update/descriptorByName/" + ArgoImageUpdateBuilder.class.getName() + "/";
        String git = "job/update/descriptorByName/" + GitArgument.class.getName() + "/";

        assertThat(post("author", builder + "fillArgocdItems?argocd=")).contains("production");
        assertThat(post("reader", builder + "fillArgocdItems?argocd=")).doesNotContain("production");
        assertThat(post("author", builder + "checkUnstableOn?value=pod")).contains("&#039;pod&#039; is not known");
        assertThat(post("reader", builder + "checkUnstableOn?value=pod")).doesNotContain("pod");
        assertThat(post("author", git + "fillCredentialsIdItems?credentialsId=&url="))
                .contains("git");
        assertThat(post("reader", git + "fillCredentialsIdItems?credentialsId=&url="))
                .doesNotContain("hub");
        assertThat(post("author", git + "checkUrl?value=https://a:b@c/d")).contains("holds a login");
    }

    @Test
    public void offersCredentialsThatAreBoundToHostsForImagesOfTheseAlone() throws Exception {
        Domain ghcr = new Domain("ghcr", "", List.of(new HostnameSpecification("ghcr.io", "")));
        CredentialStores.addToJenkins(ghcr, CredentialStores.userPassword("ghcr-only", "user", "canary"));
        jenkins.createFreeStyleProject("update");
        String image = "job/update/descriptorByName/" + ImageArgument.class.getName() + "/";

        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("author"));
        assertThat(post("author", image + "fillCredentialsIdItems?credentialsId=&image=ghcr.io/my-org/app"))
                .contains("ghcr-only", "hub");
        assertThat(post("author", image + "fillCredentialsIdItems?credentialsId=&image=quay.io/my-org/app"))
                .contains("hub")
                .doesNotContain("ghcr-only");
        assertThat(post("author", image + "checkCredentialsId?value=ghcr-only&image=quay.io/my-org/app"))
                .contains("error");
    }

    @Test
    public void wrongChoicesAreToldWithTheRightOnes() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.createFreeStyleProject("update");
        String builder = "job/update/descriptorByName/" + ArgoImageUpdateBuilder.class.getName() + "/";
        String git = "job/update/descriptorByName/" + GitArgument.class.getName() + "/";

        assertThat(post("author", builder + "checkArgocd?value=prod"))
                .contains("No Argo CD server &#039;prod&#039;. There are: production.");
        assertThat(post("author", builder + "checkArgocd?value=")).doesNotContain("error");
        assertThat(post("author", git + "checkCredentialsId?value=gone&url="))
                .contains("No suitable credentials &#039;gone&#039;. There are: git, hub. Choose one of them");
    }

    @Test
    public void anApplicationOrASelectorIsRequired() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.createFreeStyleProject("update");
        String check =
                "job/update/descriptorByName/" + ArgoImageUpdateBuilder.class.getName() + "/checkApplication?value=";

        assertThat(post("author", check + "&glob=&labels=&project=")).contains("Required, for example my-shop");
        assertThat(post("author", check + "shop&glob=*&labels=&project=")).contains("Leave this empty");
        assertThat(post("author", check + "shop&glob=&labels=&project=")).doesNotContain("error");
        assertThat(post("author", check + "&glob=&labels=team%3Dweb&project=")).doesNotContain("error");
    }

    @Test
    public void theFormSendsTheSelectorWithTheApplication() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("update");
        job.getBuildersList().add(new ArgoImageUpdateBuilder());
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlElement application =
                    client.getPage(job, "configure").getFirstByXPath("//input[@name='_.application']");
            assertThat(application.getAttribute("checkDependsOn"))
                    .contains("selector/glob", "selector/labels", "selector/project");
        }
    }

    @Test
    public void aDryRunIsOfferedInJobsAlone() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("update");
        job.getBuildersList().add(new ArgoImageUpdateBuilder());
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat((Object) client.getPage(job, "configure").getFirstByXPath(DRY_RUN))
                    .isNotNull();
            HtmlPage generator = client.goTo("pipeline-syntax/");
            HtmlSelect steps = generator.getFirstByXPath("//select[contains(@class, 'dropdownList')]");
            HtmlOption step = steps.getOptions().stream()
                    .filter(option -> option.getText().startsWith("argoImageUpdate:"))
                    .findFirst()
                    .orElseThrow();
            step.setSelected(true);
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> {
                client.waitForBackgroundJavaScript(100);
                return !generator.getByXPath("//input[@name='_.application']").isEmpty();
            });
            assertThat((Object) generator.getFirstByXPath(DRY_RUN)).isNull();
        }
    }

    private static void assertHelp(Class<? extends Describable<?>> type, List<String> fields) {
        Descriptor<?> descriptor = Jenkins.get().getDescriptor(type);
        assertThat(fields)
                .allSatisfy(field ->
                        assertThat(descriptor.getHelpFile(field)).as(field).isNotNull());
    }

    private String post(String user, String path) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login(user)) {
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
            client.addCrumb(request);
            return client.getPage(request).getWebResponse().getContentAsString();
        }
    }

    private static Map<String, Object> arguments(ArgoImageUpdateBuilder builder) {
        return DescribableModel.of(ArgoImageUpdateBuilder.class).uninstantiate(builder);
    }

    private static SelectorArgument selector() {
        SelectorArgument selector = new SelectorArgument();
        selector.setGlob("shop-*");
        selector.setLabels("team=web");
        selector.setProject("shop");
        return selector;
    }

    private static GitArgument git() {
        GitArgument git = new GitArgument();
        git.setUrl("https://git.example.com/charts.git");
        git.setBranch("main:updates");
        git.setTarget("helmvalues");
        git.setCredentialsId("git");
        PullRequestArgument pullRequest = new PullRequestArgument();
        pullRequest.setProvider("gitlab");
        pullRequest.setLabels(List.of("images", "auto"));
        git.setPullRequest(pullRequest);
        return git;
    }

    private static ImageArgument frontend() {
        ImageArgument image = new ImageArgument("lyzhang1999/frontend");
        image.setAlias("frontend");
        image.setStrategy("newest-build");
        image.setAllowTags("regexp:^main");
        image.setIgnoreTags(List.of("*-rc", "latest"));
        image.setPlatforms(List.of("linux/amd64", "linux/arm64"));
        image.setForceUpdate(true);
        image.setCredentialsId("hub");
        HelmArgument helm = new HelmArgument();
        helm.setImageName("frontend.image");
        helm.setImageTag("frontend.tag");
        helm.setImageRegistry("frontend.registry");
        helm.setImageDigest("frontend.digest");
        image.setHelm(helm);
        image.setGuards(guards());
        return image;
    }

    private static GuardsArgument guards() {
        GuardsArgument guards = new GuardsArgument();
        guards.setAfterRollback("hold");
        guards.setRollbackHistory("20, 7d");
        guards.setMinimumAge("1h");
        guards.setMaxStep("minor");
        guards.setApprove(List.of("regexp:^v[0-9]{1,2}$", "regexp:^main"));
        WindowArgument night = new WindowArgument("deny", "0 22 * * *", "8h");
        night.setTimeZone("Europe/Berlin");
        guards.setWindows(List.of(night, new WindowArgument("allow", "0 8 * * 1-5", "9h")));
        guards.setMaxRollouts(3);
        guards.setAllowDowngrade(false);
        return guards;
    }

    private static ImageArgument backend() {
        ImageArgument image = new ImageArgument("lyzhang1999/backend");
        image.setConstraint("1.x");
        image.setForceUpdate(false);
        KustomizeArgument kustomize = new KustomizeArgument();
        kustomize.setImageName("backend");
        image.setKustomize(kustomize);
        PluginArgument plugin = new PluginArgument();
        plugin.setImageSpec("IMAGE");
        image.setPlugin(plugin);
        return image;
    }
}
