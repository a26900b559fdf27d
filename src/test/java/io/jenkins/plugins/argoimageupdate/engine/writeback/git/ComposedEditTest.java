package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.MapTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class ComposedEditTest {

    private static final RepositoryTree TIP = new MapTree(Map.of("shared", "0"));

    private static final TreeEdit BROKEN = tip -> {
        throw new GitException(Reason.UNEDITABLE_FILE, "use file x", "it is a directory", "");
    };

    private static String content(CommitDraft draft, String path) {
        return new String(draft.files().get(path), StandardCharsets.UTF_8);
    }

    @Test
    public void letsEachEditSeeWhatTheOnesBeforeItWrote() {
        ComposedEdit edit = new ComposedEdit(List.of(Edits.append("shared", "1"), Edits.append("shared", "2")));

        assertThat(content(edit.edit(TIP).orElseThrow(), "shared")).isEqualTo("012");
    }

    @Test
    public void keepsTheMessageOfTheOnlyEditThatChangesSomething() {
        ComposedEdit edit = new ComposedEdit(
                List.of(tip -> Optional.empty(), Edits.put("shared", "0"), Edits.put("other", "x"), BROKEN));

        assertThat(edit.edit(TIP).orElseThrow().message()).isEqualTo("Change other\n");
        assertThat(edit.outcomes()).hasSize(4);
        assertThat(edit.outcomes().subList(0, 3))
                .containsExactly(
                        new ComposedEdit.Outcome.Unchanged(),
                        new ComposedEdit.Outcome.Unchanged(),
                        new ComposedEdit.Outcome.Changed());
        assertThat(edit.outcomes().get(3)).isInstanceOf(ComposedEdit.Outcome.Failed.class);
    }

    @Test
    public void putsSeveralMessagesBelowALineThatCountsThem() {
        ComposedEdit edit = new ComposedEdit(List.of(Edits.put("a", "1"), Edits.put("b", "2")));

        CommitDraft draft = edit.edit(TIP).orElseThrow();

        assertThat(draft.files()).containsOnlyKeys("a", "b");
        assertThat(draft.message()).isEqualTo("build: automatic update of 2 applications\n\nChange a\n\nChange b\n");
    }

    @Test
    public void hasNothingToDoWhenNoEditHas() {
        assertThat(new ComposedEdit(List.of(BROKEN, tip -> Optional.empty())).edit(TIP))
                .isEmpty();
        assertThat(new ComposedEdit(List.of(tip -> Optional.of(new CommitDraft(Map.of(), "nothing")))).edit(TIP))
                .isEmpty();
    }
}
