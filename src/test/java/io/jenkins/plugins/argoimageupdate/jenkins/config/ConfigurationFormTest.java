package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import java.util.List;
import java.util.Locale;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.htmlunit.html.HtmlTextInput;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.localizer.LocaleProvider;

public class ConfigurationFormTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Before
    public void setUp() {
        ExampleConfiguration.clear();
    }

    @Test
    public void keepsEverythingThroughItsForm() throws Exception {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        ExampleConfiguration.load();
        String before = ExampleConfiguration.export();

        JENKINS.configRoundtrip();

        assertThat(ExampleConfiguration.export()).isEqualTo(before);
        assertThat(configuration.getArgoCdServers()).hasSize(2);
    }

    @Test
    public void keepsTheDefaultsThroughItsForm() throws Exception {
        String before = ExampleConfiguration.export();

        JENKINS.configRoundtrip();

        assertThat(ExampleConfiguration.export()).isEqualTo(before);
    }

    @Test
    public void keepsSshSigningAndNoneThroughItsForm() throws Exception {
        GitConfig git = ArgoImageUpdateConfiguration.get().getGit();
        git.setSigning(new SshSigning("signing-ssh"));

        JENKINS.configRoundtrip();

        assertThat(ArgoImageUpdateConfiguration.get().getGit().getSigning())
                .isInstanceOfSatisfying(
                        SshSigning.class,
                        signing -> assertThat(signing.getCredentialsId()).isEqualTo("signing-ssh"));
    }

    @Test
    public void forgetsWhatWasRemovedFromTheForm() throws Exception {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        configuration.setRegistries(List.of(new RegistryConfig("ghcr.io")));
        configuration.setArgoCdServers(List.of(new ArgoCdServerConfig("one", "https://one.example.com")));
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        HtmlForm form = client.goTo("configure").getFormByName("config");

        HtmlButton delete =
                form.getFirstByXPath(".//div[@name='registries']//button[contains(@class, 'repeatable-delete')]");
        delete.click();
        client.waitForBackgroundJavaScript(2000);
        JENKINS.submit(form);

        assertThat(configuration.getRegistries()).isEmpty();
        assertThat(configuration.getArgoCdServers()).hasSize(1);
    }

    @Test
    public void changesWhatIsTypedIn() throws Exception {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        configuration.setArgoCdServers(List.of(new ArgoCdServerConfig("one", "https://one.example.com")));
        HtmlForm form = JENKINS.createWebClient().goTo("configure").getFormByName("config");

        HtmlTextInput url = form.getFirstByXPath(".//div[@name='argoCdServers']//input[@name='_.url']");
        url.setValue("https://two.example.com/argocd");
        JENKINS.submit(form);

        assertThat(configuration.getArgoCdServers().get(0).getUrl()).isEqualTo("https://two.example.com/argocd");
    }

    @Test
    public void refusesTwoServersOfOneNameAndKeepsWhatWas() throws Exception {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        configuration.setArgoCdServers(List.of(
                new ArgoCdServerConfig("one", "https://one.example.com"),
                new ArgoCdServerConfig("two", "https://two.example.com")));
        JenkinsRule.WebClient client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm form = client.goTo("configure").getFormByName("config");

        List<HtmlTextInput> names = form.getByXPath(".//div[@name='argoCdServers']//input[@name='_.name']");
        names.get(1).setValue("one");
        HtmlPage answer = JENKINS.submit(form);

        assertThat(answer.asNormalizedText()).contains("'one' is configured twice");
        assertThat(configuration.getArgoCdServers())
                .extracting(ArgoCdServerConfig::getName)
                .containsExactly("one", "two");
    }

    @Test
    public void refusesAMessageTemplateWithAnUnknownFieldAndKeepsWhatWas() throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm form = client.goTo("configure").getFormByName("config");

        HtmlTextArea template = form.getFirstByXPath(".//textarea[@name='_.messageTemplate']");
        template.setText("update {{ .AppNme }}");
        HtmlPage answer = JENKINS.submit(form);

        assertThat(answer.asNormalizedText()).contains("there is no field AppNme. Did you mean 'AppName'?");
        assertThat(ArgoImageUpdateConfiguration.get().getGit().getMessageTemplate())
                .isEmpty();
    }

    @Test
    public void checksTheMessageTemplateWhileItIsTyped() throws Exception {
        GitConfig.DescriptorImpl git = JENKINS.jenkins.getDescriptorByType(GitConfig.DescriptorImpl.class);
        assertThat(git.doCheckMessageTemplate("update {{ .AppNme }}").getMessage())
                .contains("there is no field AppNme. Did you mean &#039;AppName&#039;?");
        assertThat(git.doCheckMessageTemplate("{{ range .AppChanges }}{{ .Tag }}{{ end }}").kind)
                .isEqualTo(FormValidation.Kind.ERROR);
        assertThat(git.doCheckMessageTemplate("{{ range .AppChanges }}{{ .NewTag }}{{ end }}").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(git.doCheckMessageTemplate("").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void beginsWithServersRegistriesAndGitAndFoldsTheRest() throws Exception {
        HtmlPage page = JENKINS.createWebClient().goTo("configure");
        List<HtmlElement> titles =
                page.getByXPath("//div[@class='jenkins-section__title'][normalize-space()='Argo Image Update']"
                        + "/following-sibling::*//div[@class='jenkins-section__title']");
        assertThat(titles)
                .extracting(HtmlElement::getTextContent)
                .extracting(String::strip)
                .containsExactly(
                        "Argo CD",
                        "Container registries",
                        "Git commits",
                        "Defaults for jobs",
                        "Allowed targets",
                        "Pull secrets",
                        "Webhooks",
                        "Limits");
        assertThat(titles)
                .extracting(title -> !title.getByXPath("ancestor::div[@class='advancedBody']")
                        .isEmpty())
                .containsExactly(false, false, false, true, true, true, true, true);
        assertThat(page.asNormalizedText()).contains("Docker Hub works without an entry.");
    }

    @Test
    public void showsItselfInChinese() throws Exception {
        LocaleProvider before = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.SIMPLIFIED_CHINESE;
            }
        });
        try {
            String page = JENKINS.createWebClient().goTo("configure").asNormalizedText();
            assertThat(page).contains("Argo 镜像更新", "镜像仓库");
        } finally {
            LocaleProvider.setProvider(before);
        }
    }
}
