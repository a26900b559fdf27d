package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Test;

/**
 * The policy in docs/jenkins.md is enough for each request that the client makes, and no line of it is too much. The stand-in asks for
 * the rights that argocd-server 3.5.1 asks for ({@code server/application/application.go}).
 */
public class DocumentedPolicyTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```csv\n(.*?)```");
    private static final List<ApplicationRef> APPLICATIONS = List.of(
            ApplicationRef.named("web"),
            new ApplicationRef("web", "argocd", "default"),
            new ApplicationRef("elsewhere", "team-a", "default"));

    private final ScriptedSource git = new ScriptedSource();
    private final String commit = git.rollout("org/frontend:main-1", "{\"canary\":{}}");
    private EmbeddedArgoCd argocd;

    @After
    public void stop() {
        if (argocd != null) {
            argocd.close();
        }
    }

    @Test
    public void allowsEachRequest() throws Exception {
        ArgoCdClient client = start(String.join("\n", documented()));
        for (Map.Entry<String, ClientCalls.Call> call :
                ClientCalls.of(APPLICATIONS, commit).entrySet()) {
            assertThat(catchThrowable(() -> call.getValue().on(client)))
                    .as(call.getKey())
                    .isNull();
        }
        assertThat(client.user()).isEqualTo("jenkins");
        assertThat(client.list(ApplicationQuery.ALL)).hasSize(2);
    }

    @Test
    public void hasNoLineThatIsNotNeeded() throws Exception {
        List<String> lines =
                documented().stream().filter(line -> !line.startsWith("#")).toList();
        assertThat(lines).hasSize(5);
        for (String line : lines) {
            List<String> others = new ArrayList<>(lines);
            others.remove(line);
            ArgoCdClient client = start(String.join("\n", others));
            assertThat(ClientCalls.of(APPLICATIONS, commit).values())
                    .as("without " + line)
                    .anyMatch(call -> catchThrowable(() -> call.on(client)) instanceof ArgoCdException e
                            && e.reason() == Reason.FORBIDDEN);
            argocd.close();
        }
    }

    @Test
    public void anAccountWithoutALineIsToldThatLine() throws Exception {
        ArgoCdClient client = start("p, role:jenkins, applications, get, */*, allow\ng, jenkins, role:jenkins");
        ApplicationRef web = APPLICATIONS.get(1);
        assertThat(catchThrowable(() -> client.sync(web, "", false)))
                .hasMessageContaining("permission denied: applications, sync, default/web, sub: jenkins")
                .hasMessageEndingWith("p, role:jenkins, applications, sync, default/web, allow");
        assertThat(catchThrowable(() -> ClientCalls.of(APPLICATIONS.subList(2, 3), commit)
                        .get("update")
                        .on(client)))
                .hasMessageEndingWith("p, role:jenkins, applications, update, default/team-a/elsewhere, allow");
    }

    /** Argo CD does not name it: {@code getAppLiveResource} of argocd-server 3.5.1. */
    @Test
    public void anAccountWithoutTheRightToAnActionIsToldThatLineToo() throws Exception {
        ArgoCdClient client = start("p, role:jenkins, applications, get, */*, allow\ng, jenkins, role:jenkins");
        String line = "p, role:jenkins, applications, action/argoproj.io/Rollout/resume, %s/web, allow";
        assertThat(resume(client, APPLICATIONS.get(0)))
                .hasMessageContaining(
                        "403 permission denied. There is no such Application in Argo CD's own namespace, or"
                                + " this account may not do that; Argo CD does not tell which")
                .hasMessageEndingWith(line.formatted("<project>"));
        assertThat(resume(client, new ApplicationRef("web", "", "default")))
                .hasMessageContaining("403 permission denied. This account may not do that in project default: ")
                .hasMessageEndingWith(line.formatted("default"));
    }

    private static Throwable resume(ArgoCdClient client, ApplicationRef ref) {
        return catchThrowable(() -> client.runAction(ref, ClientCalls.rollout(client.resourceTree(ref)), "resume"));
    }

    @Test
    public void anAccountOfOneProjectSeesNoOther() throws Exception {
        ArgoCdClient client = start("p, jenkins, applications, get, shop/*, allow");
        assertThat(client.list(ApplicationQuery.ALL)).isEmpty();
        assertThat(catchThrowable(() -> client.get(APPLICATIONS.get(0))))
                .hasMessageContaining("Argo CD does not tell which");
        assertThat(catchThrowable(() -> client.get(APPLICATIONS.get(1))))
                .hasMessageContaining("This account may not read it in project default");
        assertThat(catchThrowable(() -> client.get(new ApplicationRef("web", "", "shop"))))
                .hasMessageContaining("404 applications.argoproj.io \"web\" not found");
    }

    private ArgoCdClient start(String policy) throws InterruptedException {
        argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of("t0ken", "secret")
                        .withStep(Duration.ofMillis(5))
                        .withPolicy(policy),
                git);
        argocd.add(Manifests.automated("web"));
        argocd.add(Manifests.inNamespace("elsewhere", "team-a"));
        ArgoCdClient admin = client(new ArgoCdCredentials.UserPassword("admin", "secret"));
        for (ApplicationRef ref : APPLICATIONS) {
            await().until(() -> !admin.resourceTree(ref).pods().isEmpty());
        }
        return client(new ArgoCdCredentials.Token("t0ken"));
    }

    private ArgoCdClient client(ArgoCdCredentials credentials) {
        return ArgoCdClients.client(argocd.url(), TlsTrust.DEFAULT, credentials);
    }

    private static List<String> documented() throws IOException {
        Path document = Path.of("docs", "jenkins.md");
        Matcher block = BLOCK.matcher(Files.readString(document));
        assertThat(block.find()).as("a block of csv in " + document).isTrue();
        return block.group(1).lines().toList();
    }
}
