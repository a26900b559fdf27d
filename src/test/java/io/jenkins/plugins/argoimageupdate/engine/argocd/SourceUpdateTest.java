package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

public class SourceUpdateTest {

    private static final ApplicationRef WEB = ApplicationRef.named("web");

    private EmbeddedArgoCd argocd;
    private ArgoCdClient client;

    @Before
    public void start() {
        ScriptedSource git = new ScriptedSource();
        git.commit("org/frontend:main-1");
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret"), git);
        argocd.add(Manifests.manual("web"));
        ArgoCdServer server =
                new ArgoCdServer("demo", argocd.url(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken"));
        client = new ArgoCdClient(server, new HttpConnector(HttpLimits.DEFAULT, null));
    }

    @After
    public void stop() {
        argocd.close();
    }

    private boolean update(ApplicationRef ref, SourceUpdate update) throws InterruptedException {
        return client.update(ref, update, Set.of()).changed();
    }

    @Test
    public void setsOnlyWhereNobodyHasChangedAnything() throws InterruptedException {
        String spec = client.update(WEB, helm(parameter("a", "1")), Set.of()).spec();
        assertThat(spec).matches("[0-9a-f]{64}");
        String next =
                client.update(WEB, helm(parameter("a", "2")), Set.of(spec)).spec();
        assertThat(next).isNotEqualTo(spec);
        update(WEB, helm(parameter("b", "1")));

        assertThatThrownBy(() -> client.update(WEB, helm(parameter("a", "3")), Set.of(next)))
                .isInstanceOf(ArgoCdException.class)
                .hasMessageContaining("somebody else has changed its specification meanwhile");
        assertThat(client.update(WEB, helm(parameter("a", "2")), Set.of(next)).changed())
                .as("it is there")
                .isFalse();
        assertThat(source().helmParameters()).containsExactly(parameter("a", "2"), parameter("b", "1"));
    }

    @Test
    public void whatIsChangedRightBeforeItIsSetIsFoundOutToo() throws InterruptedException {
        String spec = client.update(WEB, helm(parameter("a", "1")), Set.of()).spec();
        argocd.faults().changeBeforePatch(1);

        assertThatThrownBy(() -> client.update(WEB, helm(parameter("a", "2")), Set.of(spec)))
                .hasMessageContaining("somebody else has changed its specification meanwhile");
        assertThat(source().helmParameters().get(0)).isEqualTo(parameter("a", "1"));
    }

    @Test
    public void aSpecificationThatIsSetBackHasTheSameFingerprint() throws InterruptedException {
        String spec = client.update(WEB, helm(parameter("a", "1")), Set.of()).spec();
        update(WEB, helm(parameter("a", "2")));
        assertThat(client.update(WEB, helm(parameter("a", "1")), Set.of()).spec())
                .isEqualTo(spec);
        assertThat(client.update(WEB, helm(parameter("a", "1")), Set.of()).spec())
                .isEqualTo(spec);
    }

    @Test
    public void setsParametersByNameAndKeepsTheOthers() throws InterruptedException {
        assertThat(update(WEB, helm(parameter("a", "1"), parameter("b", "1")))).isTrue();
        assertThat(update(WEB, helm(parameter("b", "2")))).isTrue();
        assertThat(source().helmParameters()).containsExactly(parameter("a", "1"), parameter("b", "2"));
    }

    @Test
    public void sendsNothingWhenAllIsThere() throws InterruptedException {
        update(WEB, helm(parameter("a", "1")));
        assertThat(update(WEB, helm(parameter("a", "1")))).isFalse();
        assertThat(argocd.requests()).filteredOn(r -> r.startsWith("PATCH")).hasSize(1);
    }

    @Test
    public void keepsWhatSomebodyElseChangedMeanwhile() throws InterruptedException {
        update(WEB, helm(parameter("a", "1")));
        argocd.faults().changeBeforePatch(2);
        assertThat(update(WEB, helm(parameter("a", "2")))).isTrue();
        assertThat(source().helmParameters())
                .extracting(HelmParameter::name)
                .containsExactly("a", "another.2", "another.3");
        assertThat(source().helmParameters().get(0).value()).isEqualTo("2");
    }

    @Test
    public void givesUpWhenItIsAlwaysChangedMeanwhile() throws InterruptedException {
        argocd.faults().changeBeforePatch(100);
        assertThatThrownBy(() -> update(WEB, helm(parameter("a", "2"))))
                .isInstanceOf(ArgoCdException.class)
                .hasMessageStartingWith("update Application web at Argo CD demo")
                .hasMessageContaining("test failed");
        assertThat(source().helmParameters()).extracting(HelmParameter::name).doesNotContain("a");
    }

    @Test
    public void replacesAKustomizeImageOfTheSameNameOnly() throws InterruptedException {
        update(WEB, kustomize("org/app:1", "org/app-extra:1", "nginx=mirror/nginx:1"));
        update(WEB, kustomize("org/app:2", "nginx:2", "localhost:5000/x@sha256:1"));
        assertThat(source().kustomizeImages())
                .containsExactly("org/app:2", "org/app-extra:1", "nginx:2", "localhost:5000/x@sha256:1");
    }

    @Test
    public void doesNotSetBackWhatSomebodyElseChangedSinceItWasRead() throws InterruptedException {
        update(WEB, helm(parameter("foo", "bar"), parameter("tag", "1")));
        ApplicationSource read = source();
        update(WEB, helm(parameter("foo", "changed by another")));
        SourceUpdate all = helm(parameter("foo", "bar"), parameter("tag", "2"), parameter("new", "1"));
        assertThat(update(WEB, SourceUpdate.between(read, all))).isTrue();
        assertThat(source().helmParameters())
                .containsExactly(parameter("foo", "changed by another"), parameter("tag", "2"), parameter("new", "1"));
    }

    @Test
    public void replacesTheImageThatTheNewOneStoodFor() throws InterruptedException {
        update(WEB, kustomize("org/app:1", "org/other:1"));
        update(WEB, SourceUpdate.between(source(), kustomize("nginx=org/app:2", "org/other:1")));
        assertThat(source().kustomizeImages()).containsExactly("nginx=org/app:2", "org/other:1");
    }

    @Test
    public void setsEveryEntryOfAParameterAsTheLastOneCounts() throws Exception {
        JsonNode twice = JsonAnswers.MAPPER.readTree("{\"spec\":{\"source\":{\"helm\":{\"parameters\":"
                + "[{\"name\":\"tag\",\"value\":\"1\"},{\"name\":\"tag\",\"value\":\"1\"}]}}}}");

        assertThat(new SpecPatch(helm(parameter("tag", "2")))
                        .of(twice)
                        .get(1)
                        .get("value")
                        .toString())
                .isEqualTo("[{\"name\":\"tag\",\"value\":\"2\",\"forceString\":true},"
                        + "{\"name\":\"tag\",\"value\":\"2\",\"forceString\":true}]");
    }

    @Test
    public void setsPluginVariables() throws InterruptedException {
        update(WEB, new SourceUpdate(0, List.of(), List.of(), List.of(new PluginVariable("TAG", "1"))));
        assertThat(source().pluginEnv()).containsExactly(new PluginVariable("TAG", "1"));
    }

    @Test
    public void changesTheRightOneOfSeveralSources() {
        JsonNode multi = Recording.named("web", "multi-out-of-sync").json();
        JsonNode patch = new SpecPatch(
                        new SourceUpdate(1, List.of(parameter("frontend.tag", "main-2")), List.of(), List.of()))
                .of(multi);
        assertThat(patch.toString())
                .isEqualTo("[{\"op\":\"test\",\"path\":\"/spec/sources/1/repoURL\","
                        + "\"value\":\"http://127.0.0.1:18090/git/web.git\"},"
                        + "{\"op\":\"test\",\"path\":\"/spec/sources/1/helm\",\"value\":{\"releaseName\":\"multi\"}},"
                        + "{\"op\":\"add\",\"path\":\"/spec/sources/1/helm/parameters\",\"value\":"
                        + "[{\"name\":\"frontend.tag\",\"value\":\"main-2\",\"forceString\":true}]}]");
    }

    private ApplicationSource source() throws InterruptedException {
        return client.get(WEB).application().sources().get(0);
    }

    public static HelmParameter parameter(String name, String value) {
        return new HelmParameter(name, value, true);
    }

    private static SourceUpdate helm(HelmParameter... parameters) {
        return new SourceUpdate(0, List.of(parameters), List.of(), List.of());
    }

    private static SourceUpdate kustomize(String... images) {
        return new SourceUpdate(0, List.of(), List.of(images), List.of());
    }
}
