package io.jenkins.plugins.argoimageupdate.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;

/** A selection by patterns alone, which asks no server, ends in time too. */
public class EndedSelectionTest {

    private static final int TAGS = 500_000;

    private final List<String> tags = IntStream.range(0, TAGS)
            .mapToObj(i -> String.format("%s%06d", "a".repeat(100), i))
            .toList();

    @After
    public void forgetInterrupts() {
        Thread.interrupted();
    }

    /** 500,000 tags and the longest list of globs take hours. */
    @Test(timeout = 300_000)
    public void aDeadlineEndsManyGlobsOnManyTags() {
        TagSelector selector = selector("", globs());

        assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(200)).run(() -> selector.filter(tags)))
                .isInstanceOf(Deadline.MissedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test(timeout = 300_000)
    public void aDeadlineEndsALongExpressionOnManyTags() {
        TagSelector selector = selector("regexp:" + "(a|aa?)+".repeat(200) + "b", List.of());

        assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(200)).run(() -> selector.filter(tags)))
                .isInstanceOf(Deadline.MissedException.class);
    }

    @Test(timeout = 300_000)
    public void anInterruptEndsAChoice() {
        TagSelector selector = selector("", List.of());
        List<RegistryTag> listed = tags.stream().map(RegistryTag::named).toList();

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> selector.choose(listed)).isInstanceOf(InterruptedException.class);
    }

    private static List<String> globs() {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "*" + "a".repeat(50) + i + "b")
                .toList();
    }

    private static TagSelector selector(String allow, List<String> ignore) {
        return TagSelector.of(new SelectionRule(UpdateStrategy.ALPHABETICAL, "", allow, ignore, List.of()));
    }
}
