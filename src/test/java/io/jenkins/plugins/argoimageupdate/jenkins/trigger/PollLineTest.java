package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public class PollLineTest {

    private static final int THREADS = 10;
    private static final Set<String> HEALTHY = Set.of("healthy");
    private static final Set<String> HOLE = Set.of("hole");

    private final Map<String, ServerState> states = new HashMap<>(Map.of("healthy", ServerState.ANSWERING));
    private Instant now = Instant.EPOCH;
    private final PollLine<String> line =
            new PollLine<>(server -> states.getOrDefault(server, ServerState.UNKNOWN), () -> now);

    @Test
    public void aServerThatAnswersMayHaveAllPlaces() {
        add("job", 30, HEALTHY);
        assertThat(take()).hasSize(THREADS).startsWith("job 0", "job 1");
        line.ended("job 3");
        assertThat(take()).containsExactly("job 10");
    }

    @Test
    public void aServerThatHasNotAnsweredYetGetsHalfOfThem() {
        add("new", 30, HOLE);
        add("job", 30, HEALTHY);
        assertThat(take())
                .hasSize(THREADS)
                .filteredOn(job -> job.startsWith("new"))
                .hasSize(THREADS / 2);
    }

    @Test
    public void soDoJobsOfWhichItIsNotKnownWhatTheyUse() {
        add("new", 30, Set.of());
        add("job", 30, HEALTHY);
        assertThat(take())
                .hasSize(THREADS)
                .filteredOn(job -> job.startsWith("new"))
                .hasSize(THREADS / 2);
    }

    @Test
    public void healthyJobsGoOnWhileASilentServerHoldsAllThatItEverMay() {
        states.put("hole", ServerState.ANSWERING);
        add("stuck", 30, HOLE);
        assertThat(take()).hasSize(THREADS);
        add("job", 300, HEALTHY);
        assertThat(take()).isEmpty();

        states.put("hole", ServerState.SILENT);
        now = now.plus(ServerHealth.SILENCE);
        int polled = 0;
        for (List<String> turn = take(); !turn.isEmpty(); turn = take()) {
            assertThat(turn).hasSizeLessThanOrEqualTo(THREADS).allMatch(job -> job.startsWith("job"));
            polled += turn.size();
            turn.forEach(line::ended);
        }
        assertThat(polled).isEqualTo(300);
        assertThat(line.waiting()).isEqualTo(20);
    }

    @Test
    public void onlySoManyPollsStepAside() {
        for (int i = 0; i < 10; i++) {
            states.put("hole " + i, ServerState.ANSWERING);
            add("stuck " + i, THREADS, Set.of("hole " + i));
            take();
            states.put("hole " + i, ServerState.SILENT);
            now = now.plus(ServerHealth.SILENCE);
        }
        assertThat(line.waiting()).isEqualTo(10 * THREADS - (1 + PollLine.ASIDE) * THREADS);
    }

    @Test
    public void oneAtATimeFindsOutWhetherAServerAnswersAgainAndThenAllGoOn() {
        states.put("hole", ServerState.DOUBTFUL);
        add("stuck", 30, HOLE);
        add("job", 3, HEALTHY);
        assertThat(take()).containsExactly("job 0", "job 1", "job 2", "stuck 0");

        states.put("hole", ServerState.ANSWERING);
        assertThat(take()).hasSize(THREADS - 4);
    }

    @Test
    public void jobsOfAServerThatIsLeftAloneWaitBehindOthers() {
        states.put("hole", ServerState.PAUSED);
        add("stuck", 30, HOLE);
        add("mixed", 1, Set.of("hole", "healthy"));
        add("job", 8, HEALTHY);
        assertThat(take()).startsWith("job 0").endsWith("job 7", "stuck 0", "stuck 1");
    }

    @Test
    public void aPollThatTurnsOutToUseASilentServerStepsAsideToo() {
        add("new", 2, Set.of());
        assertThat(take(1)).containsExactly("new 0");
        states.put("hole", ServerState.SILENT);
        assertThat(line.uses("new 0", "hole")).isTrue();
        now = now.plus(ServerHealth.SILENCE);
        assertThat(take(1)).containsExactly("new 1");
    }

    @Test
    public void aPollThatTurnsOutToUseAServerThatOthersWaitForDoesNotWaitToo() {
        add("new", 4, Set.of());
        assertThat(take()).hasSize(4);
        assertThat(line.uses("new 0", "hole")).isTrue();
        assertThat(line.uses("new 1", "hole")).as("it may yet answer").isTrue();
        states.put("hole", ServerState.SILENT);
        assertThat(line.uses("new 2", "hole")).isFalse();
        assertThat(line.uses("new 2", "healthy")).isTrue();
        line.ended("new 0");
        line.ended("new 1");
        assertThat(line.uses("new 2", "hole")).as("somebody has to find out").isTrue();
        assertThat(line.uses("new 3", "hole")).isFalse();
    }

    @Test
    public void aJobIsPolledByOneAtATimeAndWaitsOnce() {
        line.add("job", HEALTHY);
        line.add("job", HEALTHY);
        assertThat(take()).containsExactly("job");
        line.add("job", HEALTHY);
        assertThat(take()).isEmpty();
        line.ended("job");
        assertThat(take()).containsExactly("job");
        line.ended("job");
        assertThat(line.isEmpty()).isTrue();
    }

    @Test
    public void tellsWhoWaitsForLongest() {
        assertThat(line.longestWait()).isZero();
        line.add("first", HOLE);
        now = now.plusSeconds(60);
        line.add("second", HOLE);
        assertThat(line.longestWaiting()).contains("first");
        assertThat(line.longestWait()).isEqualTo(Duration.ofMinutes(1));
    }

    private void add(String name, int count, Set<String> servers) {
        for (int i = 0; i < count; i++) {
            line.add(name + " " + i, servers);
        }
    }

    private List<String> take() {
        return take(THREADS);
    }

    private List<String> take(int threads) {
        List<String> taken = new ArrayList<>();
        for (Optional<String> next = line.next(threads); next.isPresent(); next = line.next(threads)) {
            taken.add(next.get());
        }
        return taken;
    }
}
