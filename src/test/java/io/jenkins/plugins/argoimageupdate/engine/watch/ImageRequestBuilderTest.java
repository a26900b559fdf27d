package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest.ImageRequest;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;

public class ImageRequestBuilderTest {

    private static final ValuePlace IMAGE = place("the image");
    private static final ValuePlace OWN = place("the names");

    @Test
    public void putsTogetherWhatWasWritten() {
        ManifestTarget.Helm helm = new ManifestTarget.Helm("web.image", "web.tag", "");
        ImageRequest request = image("web", "example/web")
                .constraint("1.x", place("the constraint"))
                .helm(helm, IMAGE, OWN)
                .build();
        assertThat(request)
                .isEqualTo(new ImageRequest(ImageReference.parse("web=example/web:1.x"), UpdateSettings.NONE, helm));
    }

    @Test
    public void anAliasIsNoPartOfTheImage() {
        assertRefused(
                () -> image("", "web=example/web"),
                "'the image': it begins with an alias. Give the alias as images[0].alias");
    }

    @Test
    public void eachAliasIsUsedOnce() {
        Set<String> taken = new HashSet<>();
        image("web", "example/web").aliasIn(taken, IMAGE);
        image("", "example/web").aliasIn(taken, IMAGE);
        image("", "example/web").aliasIn(taken, IMAGE);
        assertRefused(
                () -> image("web", "example/api").aliasIn(taken, IMAGE),
                "'the image': the alias 'web' is taken. Use each alias once");
    }

    @Test
    public void aTagLeavesNoRoomForAConstraint() {
        assertRefused(
                () -> image("", "example/web:2").constraint("1.x", place("the constraint")),
                "'the constraint': the image has the tag '2', and there is a constraint. Remove the tag");
        assertThat(image("", "example/web:2")
                        .constraint("", IMAGE)
                        .build()
                        .image()
                        .constraint())
                .isEqualTo("2");
    }

    @Test
    public void aConstraintIsCheckedOnceVersionsAreCompared() {
        ValuePlace place = place("the constraint");
        assertThat(image("", "x")
                        .constraint("latest", place)
                        .versionsChecked("", place)
                        .build()
                        .constraint())
                .as("kept, as annotations may name a strategy that compares versions")
                .isSameAs(place);
        assertRefused(
                () -> image("", "x").constraint("latest", place).versionsChecked("semver", place),
                "'the constraint': ");
        assertThat(image("", "x").versionsChecked("semver", place).build().constraint())
                .isNull();
    }

    @Test
    public void oneKindOfTargetIsKept() {
        ManifestTarget.Kustomize kustomize = new ManifestTarget.Kustomize("web");
        assertRefused(
                () -> image("", "x")
                        .kustomize(kustomize, IMAGE)
                        .plugin(new ManifestTarget.Plugin("A", "", ""), IMAGE, OWN),
                "'the image': several of helm, kustomize and plugin are given. Keep the one that the Application uses");
    }

    @Test
    public void aKeyForTheWholeImageStandsAlone() {
        assertRefused(
                () -> image("", "x").helm(new ManifestTarget.Helm("", "tag", "spec"), IMAGE, OWN),
                "'the names': imageSpec contains name and tag, but one of them is set as well. Keep imageSpec alone");
        assertRefused(
                () -> image("", "x").plugin(new ManifestTarget.Plugin("name", "", "spec"), IMAGE, OWN),
                "'the names': imageSpec contains name and tag");
        assertRefused(
                () -> image("", "x").helm(new ManifestTarget.Helm("", "", "spec", "", "digest"), IMAGE, OWN),
                "'the names': imageSpec contains the whole image, but its registry or digest is set as well");
    }

    private static ImageRequestBuilder image(String alias, String image) {
        return ImageRequestBuilder.of(alias, image, "images[0].alias", IMAGE);
    }

    private static ValuePlace place(String name) {
        return (answer, advice) ->
                new ConfigurationException(Reason.INVALID_CONFIGURATION, "use '" + name + "'", answer, advice);
    }

    private static void assertRefused(ThrowingCallable action, String part) {
        assertThatThrownBy(action).isInstanceOf(ConfigurationException.class).hasMessageContaining(part);
    }
}
