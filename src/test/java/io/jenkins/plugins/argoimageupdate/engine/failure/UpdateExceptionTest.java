package io.jenkins.plugins.argoimageupdate.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class UpdateExceptionTest {

    /** Exceptions of libraries may have no message. */
    @Test
    public void aFailureThatSaysNothingKeepsItsAdvice() {
        RegistryException failure =
                new RegistryException(Reason.SERVER_ERROR, "list tags of ghcr.io/org/app", null, "Try again", null);

        assertThat(failure).hasMessage("list tags of ghcr.io/org/app: it does not say why. Try again");
        assertThat(failure.advice()).isEqualTo("Try again");
    }
}
