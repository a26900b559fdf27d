package io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.plan;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class KustomizationTest {

    private final ApplicationFixture app = new ApplicationFixture().kustomize();
    private WatchedImage image = image("a=x/a", null);
    private String tag = "2";

    @Test
    public void changesTagAndNothingElse() {
        assertThat(
                        edit(
                                "# head\nresources:\n- r.yaml\n\nimages:\n  # a\n  - name: x/a # n\n    newTag: '1' # t\n\n# tail\n"))
                .isEqualTo(
                        "# head\nresources:\n- r.yaml\n\nimages:\n  # a\n  - name: x/a # n\n    newTag: '2' # t\n\n# tail\n");
    }

    @Test
    public void keepsTheMirrorOfAnImage() {
        assertThat(edit("images:\n- name: x/a\n  newName: mirror/a\n  newTag: v1\n  tagSuffix: -alpine\n"))
                .isEqualTo("images:\n- name: x/a\n  newName: mirror/a\n  newTag: \"2\"\n  tagSuffix: -alpine\n");
    }

    @Test
    public void setsTheNameWhereATargetAsksForIt() {
        image = image("a=x/a", new ManifestTarget.Kustomize("orig"));

        assertThat(edit("images:\n- name: orig\n  newTag: v1\n"))
                .isEqualTo("images:\n- name: orig\n  newTag: \"2\"\n  newName: x/a\n");
        assertThat(edit("resources: []\n"))
                .isEqualTo("resources: []\nimages:\n- name: orig\n  newName: x/a\n  newTag: \"2\"\n");
    }

    @Test
    public void changesTheEntryThatGivesTheImageToAnotherName() {
        String renamed =
                "images:\n- name: api\n  newName: x/a\n  newTag: 1.0.0\n- name: b\n  newName: x/b\n  newTag: v1\n";

        assertThat(edit(renamed)).isEqualTo(renamed.replace("1.0.0", "\"2\""));
        assertThat(edit(renamed + "- name: old\n  newName: x/a\n  newTag: v0\n"))
                .as("the one that is live")
                .isEqualTo(renamed.replace("1.0.0", "\"2\"") + "- name: old\n  newName: x/a\n  newTag: v0\n");
        assertThat(
                        edit(
                                "images:\n- name: api\n  newName: x/a\n  newTag: v1\n- name: job\n  newName: x/a\n  newTag: v1\n"))
                .isEqualTo("images:\n- name: api\n  newName: x/a\n  newTag: \"2\"\n- name: job\n  newName: x/a\n"
                        + "  newTag: \"2\"\n");
    }

    @Test
    public void leavesAnEntryThatWasOnceAddedForTheImageNoOlderThanTheOneInEffect() {
        assertThat(edit("images:\n- name: api\n  newName: x/a\n  newTag: 1.0.0\n- name: x/a\n  newTag: v0\n"))
                .isEqualTo("images:\n- name: api\n  newName: x/a\n  newTag: \"2\"\n- name: x/a\n  newTag: \"2\"\n");
    }

    @Test
    public void saysWhenItCannotTellWhichNameIsMeant() {
        assertThatThrownBy(
                        () -> edit("images:\n- name: api\n  newName: x/a\n  newTag: v1\n- name: job\n  newName: x/a\n"
                                + "  newTag: v2\n"))
                .hasMessageContaining("api and job match it with different versions, none of which is live")
                .hasMessageContaining("kustomize.image-name");
    }

    @Test
    public void putsATagInThePlaceOfADigestAndTheOtherWayRound() {
        assertThat(edit("images:\n- name: x/a\n  newTag: v1\n  digest: sha256:1 # d\nz: 1\n"))
                .isEqualTo("images:\n- name: x/a\n  newTag: \"2\"\nz: 1\n");
        tag = "latest@sha256:2";
        assertThat(edit("images:\n- name: x/a\n  digest: sha256:1\n"))
                .isEqualTo("images:\n- name: x/a\n  digest: sha256:2\n  newTag: latest\n");
    }

    @Test
    public void changesEveryEntryOfTheName() {
        assertThat(edit("images:\n- name: x/a\n  newTag: v1\n- name: x/a\n  newTag: v0\n"))
                .isEqualTo("images:\n- name: x/a\n  newTag: \"2\"\n- name: x/a\n  newTag: \"2\"\n");
    }

    @Test
    public void createsTheListWhereImagesIsNull() {
        assertThat(edit("images: # ours\nresources: []\n"))
                .isEqualTo("images: # ours\n- name: x/a\n  newTag: \"2\"\nresources: []\n");
    }

    @Test
    public void acceptsABlankLineInAPatch() {
        String patch = "patches:\n- patch: |-\n    - op: replace\n\n      value: y\n";

        assertThat(edit(patch + "images:\n- name: x/a\n  newTag: v1\n"))
                .isEqualTo(patch + "images:\n- name: x/a\n  newTag: \"2\"\n");
    }

    @Test
    public void refusesWhatIsNoKustomization() {
        for (String content :
                new String[] {"", "# c\n", "- a\n", "a: 1\n---\nb: 2\n", "images: text\n", "images:\n- text\n"}) {
            assertThatThrownBy(() -> edit(content)).as(content).isInstanceOf(GitException.class);
        }
    }

    private String edit(String before) {
        byte[] edited = Kustomization.edit(
                "kustomization.yaml",
                before.getBytes(StandardCharsets.UTF_8),
                plan(spec(app.build(), "kustomization", image), tag));
        return new String(edited, StandardCharsets.UTF_8);
    }
}
