package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ListView;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import hudson.model.User;
import hudson.model.View;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ExampleConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.dashboard.ImagesColumn;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PolledImage;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleBuilds;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import jenkins.model.Jenkins;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestBuilder;

/** A Jenkins that is filled with what pages show. Updates and polls are only recorded: nothing is asked of any server. */
final class SampleJenkins {

    static final String READER = "reader";

    private final JenkinsRule jenkins;
    private final DemoJenkins demo;
    private final Map<String, String> places = new HashMap<>();
    private CountDownLatch end = new CountDownLatch(0);

    SampleJenkins(JenkinsRule jenkins, DemoJenkins demo) {
        this.jenkins = jenkins;
        this.demo = demo;
    }

    JenkinsRule jenkins() {
        return jenkins;
    }

    DemoJenkins demo() {
        return demo;
    }

    /** A job that watches and has not been polled. Pages are opened of the last one. */
    FreeStyleProject job(String name) throws IOException {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        Polls.watch(job);
        show(job);
        return job;
    }

    /** A list of all jobs with the column of images. */
    void listImages() throws IOException {
        ListView view = new ListView("images", jenkins.jenkins);
        view.setIncludeRegex(".*");
        view.getColumns().add(new ImagesColumn());
        jenkins.jenkins.addView(view);
    }

    void show(Job<?, ?> job) {
        places.put("{job}", job.getUrl());
    }

    void show(Run<?, ?> build) {
        show(build.getParent());
        places.put("{build}", build.getUrl());
    }

    String address(Page page) {
        String address = page.address();
        for (Map.Entry<String, String> place : places.entrySet()) {
            address = address.replace(place.getKey(), place.getValue());
        }
        if (address.contains("{")) {
            throw new IllegalStateException("the state has nothing to open as " + address);
        }
        return address;
    }

    /** A build with an update that ended so. It fails where anything of that failed. */
    Run<?, ?> build(FreeStyleProject job, CycleReport report) throws Exception {
        return build(job, action -> {
            action.finish(action.begin(SampleBuilds.arguments(), ""), report);
            return report.allFailures().isEmpty();
        });
    }

    /** A build that records an update. */
    Run<?, ?> build(FreeStyleProject job, Update update) throws Exception {
        job.getBuildersList().replace(new Recording(update));
        FreeStyleBuild build = job.scheduleBuild2(0).get();
        show(build);
        return build;
    }

    /** A build that runs until the state is left. */
    Run<?, ?> running(FreeStyleProject job, Update update) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        end = ended;
        job.getBuildersList().replace(new Recording(action -> {
            update.perform(action);
            begun.countDown();
            ended.await();
            return true;
        }));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        begun.await();
        show(build);
        return build;
    }

    /** Polls of a job, of which the last one ended so. */
    void polled(FreeStyleProject job, CycleReport report, PollRecord... polls) throws IOException {
        Set<String> repositories = new LinkedHashSet<>();
        List<PolledImage> images = PolledImage.of(report);
        images.forEach(image -> repositories.add(image.repositoryKey()));
        new PollMemory(
                        Map.of(),
                        images,
                        repositories,
                        List.of(polls),
                        new LinkedHashSet<>(report.warnings()),
                        Set.of(),
                        Set.of())
                .write(job);
    }

    static PollRecord poll(Instant at, PollRecord.Outcome outcome, String decision, String log, String... errors) {
        return new PollRecord(at, 840, "the schedule", outcome, decision, log, List.of(errors), null);
    }

    /** Lets people log in: one who may only read, and an administrator. */
    void protect() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to(READER)
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .toEveryone());
    }

    /** Somebody who tries the new pages of Jenkins. */
    void likesNewPages(String user) throws IOException {
        User.getById(user, true)
                .addProperty(new UserExperimentalFlagsProperty(
                        Map.of("new-job-page.flag", "true", "new-build-page.flag", "true")));
    }

    /** Leaves the state: nothing of it is there any longer. */
    void clear() throws Exception {
        end.countDown();
        Polls.settle(jenkins);
        for (TopLevelItem item : List.copyOf(jenkins.jenkins.getItems())) {
            item.delete();
        }
        View view = jenkins.jenkins.getView("images");
        if (view != null) {
            jenkins.jenkins.deleteView(view);
        }
        PollPause pause = PollPause.get();
        pause.setAllPaused(false);
        for (String repository : pause.pausedRepositories()) {
            pause.setRepositoryPaused(repository, false);
        }
        HoldStore holds = HoldStore.get();
        holds.book().held().forEach(held -> holds.release(held.image()));
        ExampleConfiguration.clear();
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        places.clear();
    }

    /** What an update of a build records. */
    interface Update {

        /** @return whether the build succeeds */
        boolean perform(UpdateRunAction action) throws InterruptedException;
    }

    /** Takes the place of the build step. */
    private static final class Recording extends TestBuilder {

        private final transient Update update;

        private Recording(Update update) {
            this.update = update;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws InterruptedException {
            return update.perform(UpdateRunAction.of(build));
        }
    }
}
