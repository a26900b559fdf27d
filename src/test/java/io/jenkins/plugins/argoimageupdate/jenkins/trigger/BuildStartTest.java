package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Queue;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PlannedChange;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** What is known of a build that a poll starts, at each moment at which Jenkins may be killed. */
public class BuildStartTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    private FreeStyleProject job;

    @Before
    public void configure() throws Exception {
        demo.configure();
        job = Polls.watchingJob(jenkins);
        demo.pushBoth();
        gate().decision = () -> true;
    }

    @Test
    public void whatABuildIsStartedForIsKeptBeforeItIsInTheQueue() throws Exception {
        Polls.poll(jenkins, job);

        assertThat(gate().kept).as("when it is about to enter the queue").isTrue();
        assertThat(job.getBuilds()).hasSize(1);
        assertThat(PollMemory.read(job).startingOf(gate().changes)).isEmpty();
    }

    @Test
    public void whatTheQueueRefusesIsTakenBackAndStartedByTheNextPoll() throws Exception {
        gate().decision = () -> false;
        Polls.poll(jenkins, job);
        assertThat(PollMemory.read(job).hasStarted(gate().changes)).isFalse();
        assertThat(Polls.of(job).get(0)).satisfies(poll -> {
            assertThat(poll.getOutcome()).isEqualTo("NOT_BUILDABLE");
            assertThat(poll.getLog()).contains("Takes back that a build is started for frontend main-0000000 → ");
        });

        gate().decision = () -> true;
        Polls.poll(jenkins, job);

        assertThat(job.getBuilds()).hasSize(1);
        assertThat(Polls.of(job)).extracting(PollView::getOutcome).containsExactly("STARTED", "NOT_BUILDABLE");
    }

    @Test
    public void aQueueThatBreaksLeavesNothingBehind() throws Exception {
        gate().decision = () -> {
            throw new IllegalStateException("another plugin");
        };
        Polls.poll(jenkins, job);
        assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo("FAILED");
        assertThat(PollMemory.read(job).hasStarted(gate().changes)).isFalse();

        gate().decision = () -> true;
        Polls.poll(jenkins, job);

        assertThat(job.getBuilds()).hasSize(1);
    }

    /** Killed after it was kept, and before the build was in the queue. */
    @Test
    public void aBuildThatIsLostIsStartedAgain() throws Exception {
        gate().decision = () -> false;
        Polls.poll(jenkins, job);
        PollMemory.read(job).withStarted(gate().changes).write(job);

        gate().decision = () -> true;
        Polls.poll(jenkins, job);

        assertThat(job.getBuilds()).hasSize(1);
        assertThat(Polls.of(job).get(0).getLog()).contains("about to be started for this when Jenkins ended");
        Polls.poll(jenkins, job);
        assertThat(job.getBuilds()).hasSize(1);
    }

    /** Killed when the build was in the queue, and before the poll had ended. */
    @Test
    public void aBuildThatIsThereIsNotStartedTwice() throws Exception {
        Polls.poll(jenkins, job);
        PollMemory.read(job).withStarted(gate().changes).write(job);

        Polls.poll(jenkins, job);

        assertThat(job.getBuilds()).hasSize(1);
        assertThat(Polls.of(job)).extracting(PollView::getOutcome).containsExactly("STARTED_EARLIER", "STARTED");
        assertThat(PollMemory.read(job).startingOf(gate().changes)).isEmpty();
    }

    @Test
    public void aBuildThatWaitsInTheQueueIsNotStartedTwice() throws Exception {
        job.setQuietPeriod(10_000);
        ImageUpdateTrigger.of(job).run();
        Polls.awaitPolls();
        PollMemory.read(job).withStarted(gate().changes).write(job);

        ImageUpdateTrigger.of(job).run();
        Polls.awaitPolls();

        assertThat(Polls.of(job)).extracting(PollView::getOutcome).containsExactly("STARTED_EARLIER", "STARTED");
        Queue.getInstance().clear();
    }

    @Test(timeout = 600_000)
    public void aPollWhoseTimeIsOverWhileItStartsABuildStillKeepsThatItDid() throws Exception {
        Poller poller = new Poller(
                job,
                new PollRequest("a test", Instant.now(), false),
                new ServerHealth(InstantSource.system()),
                server -> true);
        CountDownLatch leftBehind = new CountDownLatch(1);
        PollTurn turn = new PollTurn(
                Duration.ZERO,
                Duration.ZERO,
                poller::giveUp,
                () -> poller.tellGivenUp(PollTurn.MOST_TIME),
                leftBehind::countDown);
        gate().decision = () -> {
            turn.begin();
            while (leftBehind.getCount() > 0) {
                Thread.onSpinWait();
            }
            return true;
        };

        poller.poll();
        turn.end();
        Polls.settle(jenkins);

        assertThat(Polls.of(job)).extracting(PollView::getOutcome).containsExactly("STARTED");
        assertThat(job.getBuilds()).hasSize(1);
    }

    private static Gate gate() {
        return Queue.QueueDecisionHandler.all().get(Gate.class);
    }

    /** Stands before the queue. */
    @TestExtension
    public static final class Gate extends Queue.QueueDecisionHandler {

        private volatile BooleanSupplier decision = () -> true;
        private volatile boolean kept;
        private volatile List<PlannedChange> changes = List.of();

        @Override
        public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
            for (Action action : actions) {
                if (action instanceof CauseAction causes) {
                    ImageUpdateCause cause = causes.findCause(ImageUpdateCause.class);
                    if (cause != null) {
                        changes = cause.getChanges();
                        kept = PollMemory.read((Job<?, ?>) task).hasStarted(changes);
                    }
                }
            }
            return decision.getAsBoolean();
        }
    }
}
