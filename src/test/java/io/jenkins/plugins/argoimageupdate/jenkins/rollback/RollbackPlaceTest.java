package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleBuilds;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Where a rollback is written: where the last build wrote that Application, and no other one of its name. */
public class RollbackPlaceTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void anApplicationOfTheSameNameElsewhereIsNotMistakenForIt() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build(job, arguments("team-a", "staging"));
        build(job, arguments("team-b", "staging"));
        Run<?, ?> last = build(job, arguments("team-b", "production"));

        assertThat(place(last, "team-a", "")).isEqualTo("https://git.example/team-a-staging.git");
        assertThat(place(last, "team-b", "staging")).isEqualTo("https://git.example/team-b-staging.git");
        assertThat(place(last, "", "")).isEqualTo("https://git.example/team-b-production.git");
        assertThat(place(last, "team-c", "")).isEmpty();
    }

    private static String place(Run<?, ?> run, String namespace, String argocd) {
        UpdateArguments named = new UpdateArguments();
        named.setApplication("shop");
        named.setNamespace(namespace);
        named.setArgocd(argocd);
        int number = RollbackPlan.begin(run, named, new RollbackArguments("1", "Jane Doe", "", true, ""), "");
        UpdateArguments found = UpdateRunAction.of(run).getRecord(number).getArguments();
        UpdateRunAction.of(run).fail(number, "no more is wanted of it");
        return found.getGit() == null ? "" : found.getGit().getUrl();
    }

    private Run<?, ?> build(FreeStyleProject job, UpdateArguments arguments) throws Exception {
        return SampleBuilds.build(jenkins, job, arguments, new SampleReports(Instant.now()).healthy());
    }

    private static UpdateArguments arguments(String namespace, String argocd) {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication("shop");
        arguments.setNamespace(namespace);
        arguments.setArgocd(argocd);
        GitArgument git = new GitArgument();
        git.setUrl("https://git.example/" + namespace + "-" + argocd + ".git");
        arguments.setGit(git);
        return arguments;
    }
}
