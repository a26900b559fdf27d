package io.jenkins.plugins.argoimageupdate.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;
import tools.jackson.databind.json.JsonMapper;

public class HoldBookTest {

    private static final Instant NOW = Instant.parse("2026-11-30T00:10:00Z");
    private static final GuardedImage WEB = image("web", "ghcr.io/org/web");

    @Test
    public void anImageIsHeldUntilItsTimeIsOver() {
        Hold hold = new Hold("main-41", "Jane Doe", "main-42 loses orders", NOW, NOW.plus(Duration.ofHours(1)));
        HoldBook book = HoldBook.EMPTY.with(WEB, hold, NOW);
        assertThat(book.of(WEB, NOW)).contains(hold);
        assertThat(book.of(WEB, NOW.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(book.current(NOW.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(hold.words())
                .isEqualTo("held at main-41 by Jane Doe since 2026-11-30 00:10 UTC until 2026-11-30 01:10 UTC:"
                        + " main-42 loses orders");
        assertThat(hold.toWait()).isEqualTo(new Wait(Wait.Cause.HELD, hold.words(), hold.until()));
    }

    @Test
    public void whatIsNotKnownOfAHoldIsNotSaid() {
        assertThat(new Hold("", "", "", NOW, null).words()).isEqualTo("held since 2026-11-30 00:10 UTC");
    }

    @Test
    public void aSecondHoldTakesThePlaceOfTheFirst() {
        HoldBook book = HoldBook.EMPTY.with(WEB, hold("one"), NOW).with(WEB, hold("two"), NOW);
        assertThat(book.held()).hasSize(1);
        assertThat(book.of(WEB, NOW).orElseThrow().why()).isEqualTo("two");
    }

    @Test
    public void aReleaseByAPersonIsRememberedAndAnEndIsNot() {
        HoldBook book = HoldBook.EMPTY.with(WEB, hold("one"), NOW);
        assertThat(book.releasedAt(WEB)).isNull();
        HoldBook released = book.released(WEB, NOW.plusSeconds(5));
        assertThat(released.of(WEB, NOW)).isEmpty();
        assertThat(released.releasedAt(WEB)).isEqualTo(NOW.plusSeconds(5));
        assertThat(released.with(WEB, hold("two"), NOW).releasedAt(WEB)).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    public void aJobThatGivesNoAliasMeansTheSameImageAndTwoAliasesAreTwo() {
        GuardedImage plain = image("", "ghcr.io/org/web");
        HoldBook book = HoldBook.EMPTY.with(WEB, hold("one"), NOW);
        assertThat(book.of(plain, NOW)).isPresent();
        assertThat(book.of(image("worker", "ghcr.io/org/web"), NOW)).isEmpty();
        assertThat(book.of(image("web", "ghcr.io/org/other"), NOW)).isEmpty();
        assertThat(book.of(new GuardedImage("staging", "argocd", "shop", "web", "ghcr.io/org/web"), NOW))
                .isEmpty();
        assertThat(book.of(new GuardedImage("prod", "", "shop", "web", "ghcr.io/org/web"), NOW))
                .isPresent();
    }

    @Test
    public void itIsStoredAsJson() {
        HoldBook book = HoldBook.EMPTY.with(WEB, hold("one"), NOW).released(image("api", "ghcr.io/org/api"), NOW);
        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readValue(json.writeValueAsString(book), HoldBook.class))
                .isEqualTo(book);
        assertThat(json.readValue("{}", HoldBook.class)).isEqualTo(HoldBook.EMPTY);
    }

    private static Hold hold(String why) {
        return new Hold("main-41", "Jane Doe", why, NOW, null);
    }

    private static GuardedImage image(String alias, String image) {
        return new GuardedImage("prod", "argocd", "shop", alias, image);
    }
}
