package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.Test;

/** A job that names hooks ends at the first failure of one; to the others it is a failed rollout like any other. */
public class FailedHookTest {

    private static final Set<FailureKind> HOOK = Set.of(FailureKind.HOOK);

    private final UpdateArguments arguments = new UpdateArguments();

    @Test
    public void failsTheBuildAfterAllAttemptsWhereNothingIsSaid() {
        assertThat(arguments.toFailurePolicy().fails(HOOK)).isTrue();
        assertThat(arguments.toRollout(10).endOnFailedHook()).isFalse();
    }

    @Test
    public void isWhatAFailedRolloutIsToJobsThatDoNotTellTheTwoApart() {
        arguments.setFailOn(List.of("degraded"));
        assertThat(arguments.toFailurePolicy().fails(HOOK)).isTrue();
        arguments.setFailOn(List.of("image"));
        assertThat(arguments.toFailurePolicy().fails(HOOK)).isFalse();
        arguments.setFailOn(List.of());
        arguments.setUnstableOn(List.of("degraded"));
        assertThat(arguments.toFailurePolicy().fails(HOOK)).isFalse();
        assertThat(arguments.toFailurePolicy().isUnstable(HOOK)).isTrue();
        assertThat(arguments.toRollout(10).endOnFailedHook()).isFalse();
    }

    @Test
    public void endsTheWaitAtTheFirstFailureWhereItIsNamed() {
        arguments.setFailOn(List.of("hook"));
        assertThat(arguments.toFailurePolicy().fails(HOOK)).isTrue();
        assertThat(arguments.toRollout(10).endOnFailedHook()).isTrue();
        arguments.setFailOn(List.of("degraded"));
        arguments.setUnstableOn(List.of("hook"));
        assertThat(arguments.toFailurePolicy().fails(HOOK)).isFalse();
        assertThat(arguments.toFailurePolicy().isUnstable(HOOK)).isTrue();
        assertThat(arguments.toRollout(10).endOnFailedHook()).isTrue();
    }
}
