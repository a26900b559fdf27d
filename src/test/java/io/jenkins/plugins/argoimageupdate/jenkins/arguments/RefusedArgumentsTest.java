package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.watch.UpdateSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

/** Jobs are refused what a watch file is refused: values that would have no effect. */
public class RefusedArgumentsTest {

    @Test
    public void refusesNamesThatContradictEachOther() {
        assertRefused(
                image -> {
                    HelmArgument helm = new HelmArgument();
                    helm.setImageSpec("shop.image");
                    helm.setImageTag("shop.tag");
                    image.setHelm(helm);
                },
                "use the argument 'images[0].helm': imageSpec contains name and tag, but one of them is set as well");
        assertRefused(
                image -> {
                    PluginArgument plugin = new PluginArgument();
                    plugin.setImageSpec("IMAGE");
                    plugin.setImageName("NAME");
                    image.setPlugin(plugin);
                },
                "use the argument 'images[0].plugin': imageSpec contains name and tag");
        assertRefused(
                image -> {
                    HelmArgument helm = new HelmArgument();
                    helm.setImageSpec("shop.image");
                    helm.setImageDigest("shop.digest");
                    image.setHelm(helm);
                },
                "use the argument 'images[0].helm': imageSpec contains the whole image, but its registry or digest is set as well");
        assertRefused(
                image -> {
                    image.setHelm(new HelmArgument());
                    image.setKustomize(new KustomizeArgument());
                },
                "several of helm, kustomize and plugin are given");
    }

    @Test
    public void refusesFiltersThatWouldLetNothingOrEverythingThrough() {
        assertRefused(
                image -> image.setPlatforms(List.of("linux/amd64", "arm64")),
                "'images[0].platforms': platform 'arm64' names no operating system and architecture, so that no image fits. Write"
                        + " both, such as linux/arm64");
        assertRefused(
                image -> image.setIgnoreTags(List.of("*-rc", "[a")),
                "'images[0].ignoreTags': ignore-tags pattern '[a' is malformed and ignores nothing");
        assertRefused(
                image -> image.setAllowTags("main-*"),
                "'images[0].allowTags': allow-tags 'main-*' is not 'any' or 'regexp:…'");
        assertRefused(
                image -> image.setStrategy("latest"),
                "'images[0].strategy': 'latest' is not known. Write 'newest-build', which is its name now");
    }

    @Test
    public void refusesWhatIsNoAnswerToAChangeByHand() {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication("example");
        assertThat(arguments.toRequest(UpdateSettings.NONE).drift()).isEqualTo(DriftPolicy.REPORT);
        arguments.setDrift(" adopt ");
        assertThat(arguments.expand(text -> text).toRequest(UpdateSettings.NONE).drift())
                .isEqualTo(DriftPolicy.ADOPT);
        arguments.setDrift("");
        assertThat(arguments.getDrift()).isEqualTo("report");
        arguments.setDrift("adpot");
        assertThatThrownBy(() -> arguments.toRequest(UpdateSettings.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "use the argument 'drift': 'adpot' is not known. Did you mean 'adopt'? There are: adopt, ignore,"
                                + " report");
    }

    @Test
    public void refusesMoreImagesThanAnApplicationMayHave() {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication("example");
        arguments.setImages(Collections.nCopies(3_000, new ImageArgument("example/shop")));
        assertRefused(
                arguments,
                "use the argument 'images': 3,000 images are given, more than 1,000. Name those that are to be updated");
    }

    @Test
    public void refusesAnAliasBeforeTheImage() {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication("example");
        arguments.setImages(List.of(new ImageArgument("shop=example/shop")));
        assertRefused(arguments, "'images[0].image': it begins with an alias. Give the alias as images[0].alias");
    }

    @Test
    public void refusesABranchThatItsTemplateCannotName() {
        assertRefusedBranch("main:update-{{.Sha256}}", "'git.branch': ", "Did you mean 'SHA256'?");
        assertRefusedBranch("main:{{range .Images}}{{.Tag}}{{end}}", "'git.branch': ", "Tag");
        assertRefusedBranch("main:update-{{.AppName", "'git.branch': ", "the action is not closed with }}");
        for (String usable : List.of("main", "main:", ":update-{{.SHA256}}", "main:{{.AppName}}-{{.TargetKey}}")) {
            GitArgument git = new GitArgument();
            git.setBranch(usable);
            assertThatCode(git::check).as(usable).doesNotThrowAnyException();
        }
    }

    @Test
    public void theHelpListsEveryKindOfFailureInBothLanguages() throws IOException {
        for (String help : List.of("failOn", "failOn_zh_CN", "unstableOn", "unstableOn_zh_CN")) {
            assertThat(help(help))
                    .as(help)
                    .contains(FailureKind.ids().stream()
                            .map(id -> "<code>" + id + "</code>")
                            .toList());
        }
    }

    private static String help(String name) throws IOException {
        String resource = "/io/jenkins/plugins/argoimageupdate/jenkins/step/ArgoImageUpdateStep/help-" + name + ".html";
        try (InputStream text = RefusedArgumentsTest.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertRefusedBranch(String branch, String... parts) {
        GitArgument git = new GitArgument();
        git.setBranch(branch);
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication("example");
        arguments.setGit(git);
        assertRefused(arguments, parts);
    }

    private static void assertRefused(Consumer<ImageArgument> change, String message) {
        ImageArgument image = new ImageArgument("example/shop");
        change.accept(image);
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication("example");
        arguments.setImages(List.of(image));
        assertRefused(arguments, message);
    }

    private static void assertRefused(UpdateArguments arguments, String... parts) {
        assertThatThrownBy(() -> arguments.toRequest(UpdateSettings.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts);
    }
}
