package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import static io.jenkins.plugins.argoimageupdate.jenkins.browser.SampleJenkins.poll;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ExampleConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.record.EndedUpdate;
import io.jenkins.plugins.argoimageupdate.jenkins.record.JsonFile;
import io.jenkins.plugins.argoimageupdate.jenkins.record.RolloutAct;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord.Outcome;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleBuilds;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleCanaries;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleDrifts;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleStages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What people find when they open the pages. */
final class States {

    private static final String CURRENT = "Nothing to do: all images are current";
    private static final String LOG = """
            Application example: 2 images from annotations
            frontend lyzhang1999/frontend: main-b99bc73 is current (newest-build, 1,000 of 1,200 tags match ^main)
            backend lyzhang1999/backend: main-b99bc73 is current (newest-build, 1,000 of 1,200 tags match ^main)
            """;
    private static final String DEAD = "Nothing to update, but not healthy: frontend main-b99bc73 cannot start:"
            + " ImagePullBackOff: manifest unknown (pod frontend-74c454c5c7-tvtf9)";
    private static final String LIMITED =
            "list tags of docker.io/lyzhang1999/frontend: 429 Too Many Requests. Log in, or poll less often";
    private static final List<Page> OF_A_BUILD = List.of(
            Page.JOB, Page.BUILD, Page.IMAGE_UPDATE, Page.HISTORY, Page.ROLLBACK, Page.POLLING_LOG, Page.IMAGE_WATCH);

    private static final Instant NOW = Instant.now();
    private static final SampleReports REPORTS = new SampleReports(NOW.minusSeconds(600));

    private States() {}

    static List<State> all() {
        return List.of(
                new State("nothing", List.of(Page.IMAGE_WATCH, Page.SYSTEM, Page.ENVIRONMENT), jenkins -> {}),
                new State(
                        "not polled yet",
                        List.of(Page.JOB, Page.POLLING_LOG, Page.IMAGE_WATCH, Page.JOB_CONFIGURATION),
                        jenkins -> jenkins.job("shop")),
                new State(
                        "one image",
                        with(
                                OF_A_BUILD,
                                Page.JOB_API,
                                Page.IMAGE_UPDATE_API,
                                Page.HISTORY_API,
                                Page.POLLING_LOG_API,
                                Page.IMAGE_WATCH_API),
                        States::oneImage),
                new State("five images, one failing", with(OF_A_BUILD, Page.LIST_VIEW), States::fiveImages),
                new State("stuck rollout", List.of(Page.JOB, Page.BUILD, Page.IMAGE_UPDATE), States::stuckRollout),
                new State("paused canary", List.of(Page.JOB, Page.BUILD, Page.IMAGE_UPDATE), States::pausedCanary),
                new State("registry down", OF_A_BUILD, States::registryDown),
                new State("paused", List.of(Page.JOB, Page.POLLING_LOG, Page.IMAGE_WATCH), States::paused),
                new State("200 builds", List.of(Page.JOB, Page.HISTORY), States::manyBuilds),
                new State(
                        "300 images",
                        List.of(Page.LIST_VIEW, Page.JOB, Page.POLLING_LOG, Page.IMAGE_WATCH),
                        States::manyImages),
                new State(
                        "reader",
                        SampleJenkins.READER,
                        List.of(Page.JOB, Page.BUILD, Page.IMAGE_UPDATE, Page.HISTORY, Page.POLLING_LOG),
                        States::reader),
                new State(
                        "new pages of Jenkins",
                        "somebody",
                        List.of(Page.JOB, Page.BUILD, Page.IMAGE_UPDATE, Page.HISTORY, Page.POLLING_LOG),
                        States::newPages),
                new State(
                        "dry run",
                        List.of(Page.JOB, Page.BUILD, Page.IMAGE_UPDATE),
                        jenkins -> jenkins.build(jenkins.job("shop"), REPORTS.dryRun())),
                new State(
                        "all current",
                        List.of(Page.JOB, Page.BUILD, Page.IMAGE_UPDATE, Page.HISTORY),
                        jenkins -> jenkins.build(jenkins.job("shop"), REPORTS.current())),
                new State("updates that wait", OF_A_BUILD, States::waiting),
                new State("held", List.of(Page.JOB, Page.ROLLBACK, Page.IMAGE_WATCH), States::held),
                new State(
                        "changed by hand",
                        List.of(
                                Page.JOB,
                                Page.ADOPTION,
                                Page.BUILD,
                                Page.IMAGE_UPDATE,
                                Page.POLLING_LOG,
                                Page.IMAGE_WATCH,
                                Page.LIST_VIEW),
                        States::changedByHand),
                new State("aborted", List.of(Page.JOB, Page.BUILD, Page.IMAGE_UPDATE), States::aborted),
                new State("promotion", List.of(Page.PROMOTION, Page.PROMOTION_API), States::promotion),
                new State("long names", OF_A_BUILD, States::longNames),
                new State(
                        "real servers",
                        List.of(Page.JOB, Page.BUILD, Page.BUILD_POLLING_LOG, Page.IMAGE_WATCH, Page.JOB_CONFIGURATION),
                        States::realServers),
                new State(
                        "all configured",
                        List.of(Page.SYSTEM, Page.SNIPPET_GENERATOR),
                        jenkins -> ExampleConfiguration.load()));
    }

    private static List<Page> with(List<Page> pages, Page... more) {
        return Stream.concat(pages.stream(), Stream.of(more)).toList();
    }

    private static void oneImage(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        jenkins.build(job, ManyImages.first(1, REPORTS.healthy()));
        jenkins.polled(
                job,
                ManyImages.asPolled(ManyImages.first(1, REPORTS.current())),
                poll(NOW.minusSeconds(60), Outcome.CURRENT, CURRENT, LOG),
                poll(
                        NOW.minusSeconds(180),
                        Outcome.STARTED,
                        "Starts a build: frontend main-0000000 → main-b99bc73",
                        LOG));
    }

    private static void waiting(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        jenkins.build(job, REPORTS.waiting());
        jenkins.polled(
                job,
                ManyImages.asPolled(REPORTS.waiting()),
                poll(
                        NOW.minusSeconds(60),
                        Outcome.CURRENT,
                        "Nothing to update now. frontend: the window is active",
                        LOG));
    }

    private static void changedByHand(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        CycleReport report = SampleDrifts.of(REPORTS.current(), NOW.minusSeconds(7_200));
        jenkins.build(job, report);
        jenkins.polled(
                job,
                ManyImages.asPolled(report),
                poll(
                        NOW.minusSeconds(60),
                        Outcome.UNHEALTHY,
                        "Nothing to update, but not healthy: frontend main-hotfix runs in Deployment/frontend, changed by kubectl-set;"
                                + " Git says main-b99bc73",
                        LOG));
        jenkins.listImages();
    }

    private static void fiveImages(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        for (int age = 6; age > 0; age--) {
            Instant then = NOW.minus(Duration.ofHours(age));
            jenkins.build(job, new SampleReports(then).healthyAfter(30 + 17 * (age % 5)));
        }
        jenkins.build(job, REPORTS.oneOfFiveFailed());
        jenkins.polled(
                job,
                ManyImages.asPolled(REPORTS.oneOfFiveFailed()),
                poll(NOW.minusSeconds(60), Outcome.UNHEALTHY, DEAD, LOG));
        jenkins.listImages();
    }

    private static void stuckRollout(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        jenkins.build(job, new SampleReports(NOW.minusSeconds(7_200)).healthy());
        jenkins.running(job, action -> {
            rollOut(action);
            return true;
        });
    }

    /** With what somebody did about it before. */
    private static void pausedCanary(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        jenkins.build(job, new SampleReports(NOW.minusSeconds(7_200)).healthy());
        jenkins.build(job, SampleCanaries.paused(REPORTS.healthy(), NOW.minusSeconds(540)));
        job.getLastBuild()
                .getAction(UpdateRunAction.class)
                .acted(new RolloutAct(
                        NOW.minusSeconds(60),
                        "Jane Doe (jane)",
                        "example",
                        "promoted Rollout/frontend (paused at step 2 of 8, weight 20 %)"));
    }

    /** Until the new pods are waited for. */
    private static int rollOut(UpdateRunAction action) {
        CycleReport written = REPORTS.written();
        int number = action.begin(SampleBuilds.arguments(), "");
        action.rollingOut(number, written);
        action.live(number).accept(new CycleEvent.BeforeRollout(written));
        action.live(number)
                .accept(new CycleEvent.RolloutBegan(written.applications().get(0)));
        return number;
    }

    private static void registryDown(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        jenkins.build(job, new SampleReports(NOW.minusSeconds(7_200)).healthy());
        jenkins.build(job, REPORTS.limited());
        jenkins.polled(
                job,
                ManyImages.asPolled(REPORTS.limited()),
                poll(NOW.minusSeconds(60), Outcome.FAILED, "One image could not be checked", LOG, LIMITED));
    }

    private static void paused(SampleJenkins jenkins) throws Exception {
        oneImage(jenkins);
        PollPause.get().setAllPaused(true);
        PollPause.get().setRepositoryPaused(ManyImages.REGISTRY + "/lyzhang1999/frontend", true);
    }

    private static void held(SampleJenkins jenkins) throws Exception {
        waiting(jenkins);
        ApplicationReport report = REPORTS.waiting().applications().get(0);
        HoldStore.get()
                .hold(
                        report.guarded(report.images().get(0)),
                        new Hold(
                                "main-0000000",
                                "Jane Doe",
                                "main-b99bc73 loses orders: wait for the fix of the payment service",
                                NOW.minusSeconds(7_200),
                                NOW.plusSeconds(86_400)));
    }

    private static void manyBuilds(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("shop");
        UpdateHistory history = new UpdateHistory(List.of(), List.of(), List.of());
        for (int build = 1; build <= 200; build++) {
            SampleReports then = new SampleReports(NOW.minus(Duration.ofHours(200 - build)));
            CycleReport report = build % 10 == 0 ? then.oneOfFiveFailed() : then.healthyAfter(30 + build % 60);
            history = history.with(build, List.of(new EndedUpdate(report, false)));
        }
        new JsonFile<>(job.getRootDir().toPath().resolve("argo-image-update-history.json"), UpdateHistory.class)
                .write(history);
    }

    private static void manyImages(SampleJenkins jenkins) throws Exception {
        jenkins.listImages();
        for (int team = 1; team <= 30; team++) {
            FreeStyleProject job = jenkins.job("team-" + team);
            boolean limited = team % 10 == 0;
            CycleReport report = limited ? REPORTS.limited() : team % 7 == 0 ? REPORTS.failed() : REPORTS.current();
            jenkins.polled(
                    job,
                    ManyImages.asPolled(ManyImages.copies(10, "team-" + team, report)),
                    limited
                            ? poll(NOW, Outcome.FAILED, "10 images could not be checked", LOG, LIMITED)
                            : poll(
                                    NOW,
                                    team % 7 == 0 ? Outcome.UNHEALTHY : Outcome.CURRENT,
                                    team % 7 == 0 ? DEAD : CURRENT,
                                    LOG));
        }
    }

    private static void reader(SampleJenkins jenkins) throws Exception {
        fiveImages(jenkins);
        jenkins.protect();
    }

    private static void newPages(SampleJenkins jenkins) throws Exception {
        fiveImages(jenkins);
        jenkins.protect();
        jenkins.likesNewPages("somebody");
    }

    private static void aborted(SampleJenkins jenkins) throws Exception {
        jenkins.build(jenkins.job("shop"), action -> {
            action.abort(rollOut(action));
            return true;
        });
    }

    private static void promotion(SampleJenkins jenkins) throws Exception {
        stage(jenkins, "shop-dev", "", "", SampleStages.of("shop-dev", REPORTS.healthy()));
        CycleReport staging = SampleStages.waiting("shop-staging", "shop-dev", REPORTS.current());
        stage(jenkins, "shop-staging", "shop-dev", "2h", staging);
        stage(jenkins, "shop-prod", "shop-staging", "1d", SampleStages.of("shop-prod", REPORTS.currentButDead()));
        stage(jenkins, "cart-a", "cart-b", "", SampleStages.of("cart-a", REPORTS.current()));
        stage(jenkins, "cart-b", "cart-a", "", SampleStages.of("cart-b", REPORTS.current()));
    }

    private static void stage(SampleJenkins jenkins, String application, String from, String soak, CycleReport report)
            throws Exception {
        jenkins.build(jenkins.job(application), action -> {
            action.finish(action.begin(SampleStages.arguments(application, from, soak), ""), report);
            return true;
        });
    }

    private static void longNames(SampleJenkins jenkins) throws Exception {
        FreeStyleProject job = jenkins.job("a-job-with-a-name-that-somebody-has-made-up-to-say-all-that-it-does");
        CycleReport report = REPORTS.hostile("an-unbroken-text-of-outside-" + "0123456789".repeat(9));
        jenkins.build(job, report);
        jenkins.polled(
                job,
                ManyImages.asPolled(report),
                poll(NOW, Outcome.FAILED, "0123456789".repeat(20), "0123456789".repeat(40), "0123456789".repeat(30)));
    }

    /** With a build that a poll has started, and with all that a form has. */
    private static void realServers(SampleJenkins jenkins) throws Exception {
        jenkins.demo().configure();
        FreeStyleProject job = jenkins.job("shop");
        job.getBuildersList().add(step());
        jenkins.demo().pushBoth();
        Polls.poll(jenkins.jenkins(), job);
        jenkins.show(jenkins.jenkins().assertBuildStatusSuccess(job.getLastBuild()));
    }

    private static ArgoImageUpdateBuilder step() {
        ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();
        step.setApplication(DemoWorld.APPLICATION);
        return step;
    }
}
