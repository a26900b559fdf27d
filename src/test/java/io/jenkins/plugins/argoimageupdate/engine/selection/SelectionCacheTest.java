package io.jenkins.plugins.argoimageupdate.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.SelectionCache.Basis;
import io.jenkins.plugins.argoimageupdate.engine.selection.SelectionCache.Seen;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.List;
import org.junit.Test;

public class SelectionCacheTest {

    private static final SelectionRule RULE =
            new SelectionRule(UpdateStrategy.ALPHABETICAL, "", "", List.of(), List.of());
    private static final Basis APP = basis("app");
    private static final Seen SEEN = new Seen(List.of("a", "b"), 0);

    private final SelectionCache choices = new SelectionCache(5);

    @Test
    public void aChoiceHoldsWhileAllThatItWasMadeFromIsTheSame() throws InterruptedException {
        choices.put(APP, SEEN, choice("a", "b"));
        assertThat(choices.get(APP, new Seen(List.of("a", "b"), 0))).contains(choice("a", "b"));
    }

    @Test
    public void aChoiceDoesNotHoldForAnotherListOrOtherImages() throws InterruptedException {
        choices.put(APP, SEEN, choice("a", "b"));
        assertThat(choices.get(APP, new Seen(List.of("a", "b", "c"), 0))).isEmpty();
        assertThat(choices.get(APP, new Seen(List.of("a", "b"), 1))).isEmpty();
    }

    @Test
    public void aChoiceDoesNotHoldForAnotherRepositoryOrRule() throws InterruptedException {
        choices.put(APP, SEEN, choice("a", "b"));
        SelectionRule other = new SelectionRule(UpdateStrategy.ALPHABETICAL, "", "any", List.of(), List.of());
        assertThat(choices.get(basis("other"), SEEN)).isEmpty();
        assertThat(choices.get(new Basis("app", other, List.of()), SEEN)).isEmpty();
        assertThat(choices.get(new Basis("app", RULE, List.of("a note")), SEEN)).isEmpty();
    }

    @Test
    public void thoseNotAskedForTheLongestTimeGoFirst() throws InterruptedException {
        choices.put(APP, SEEN, choice("a", "b"));
        choices.put(basis("second"), SEEN, choice("a", "b"));
        choices.get(APP, SEEN);
        choices.put(basis("third"), SEEN, choice("a", "b"));
        assertThat(choices.get(APP, SEEN)).isPresent();
        assertThat(choices.get(basis("second"), SEEN)).isEmpty();
        assertThat(choices.get(basis("third"), SEEN)).isPresent();
    }

    @Test
    public void aNewChoiceTakesThePlaceOfTheOneBefore() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            choices.put(APP, new Seen(List.of("a", "b"), i), choice("a", "b"));
        }
        choices.put(basis("second"), SEEN, choice("a", "b"));
        assertThat(choices.get(APP, new Seen(List.of("a", "b"), 9))).isPresent();
        assertThat(choices.get(basis("second"), SEEN)).isPresent();
    }

    @Test
    public void oneOfMoreTagsThanThereIsRoomForIsNotKept() throws InterruptedException {
        List<String> many = List.of("a", "b", "c", "d", "e", "f");
        choices.put(APP, new Seen(many, 0), choice(many.toArray(String[]::new)));
        assertThat(choices.get(APP, new Seen(many, 0))).isEmpty();
    }

    private static Basis basis(String repository) {
        return new Basis(repository, RULE, List.of());
    }

    private static Selection choice(String... tags) throws InterruptedException {
        return TagSelector.of(RULE)
                .choose(List.of(tags).stream().map(RegistryTag::named).toList());
    }
}
