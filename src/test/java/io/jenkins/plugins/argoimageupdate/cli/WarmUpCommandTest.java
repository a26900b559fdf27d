package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class WarmUpCommandTest {

    @Test
    public void usesWhatNeedsRegistriesAlone() {
        CommandLineRun run = CommandLineRun.of("warm-up", "test");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .as("the last one speaks TLS to a server without")
                .containsExactly("--help: 0", "test: 0", "test: 0", "test: 0", "test: 1");
    }

    @Test
    public void usesARunToo() {
        assertThat(CommandLineRun.of("warm-up", "run").out()).endsWith("test: 1\nrun: 0\n");
    }

    @Test
    public void isInNoHelp() {
        assertThat(CommandLineRun.of("--help").out()).contains("  template ").doesNotContain("warm-up");
        assertThat(CommandLineRun.of("warm").err()).doesNotContain("warm-up");
    }
}
