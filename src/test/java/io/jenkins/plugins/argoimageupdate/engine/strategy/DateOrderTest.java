package io.jenkins.plugins.argoimageupdate.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DateOrderTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    public void picksTheTagBuiltLast() throws InterruptedException {
        Selection selection = StrategyFixture.choose(
                UpdateStrategy.NEWEST_BUILD,
                "",
                "regexp:^main-",
                List.of(built("main-b", 0), built("main-a", 5), built("other", 9)));
        assertThat(StrategyFixture.name(selection)).isEqualTo("main-a");
        assertThat(selection.considered()).containsExactly("main-a", "main-b");
    }

    @Test
    public void warnsWhenDifferentImagesWereBuiltAtTheSameInstant() throws InterruptedException {
        Selection selection = StrategyFixture.choose(
                UpdateStrategy.NEWEST_BUILD, "", "", List.of(built("b", 0), built("c", 0), built("a", 0)));
        assertThat(StrategyFixture.name(selection)).isEqualTo("c");
        assertThat(selection.notes()).singleElement().asString().contains("3 tags", "b, c, a");
    }

    private static RegistryTag built(String name, int minutes) {
        return new RegistryTag(name, MONDAY.plusSeconds(minutes * 60L), "", Map.of());
    }
}
