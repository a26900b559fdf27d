package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.junit.Test;

public class KnownArgumentsTest {

    @Test
    public void namesTheUnknownArgumentWhereItIsAndTheNearestOneThatExists() {
        assertThat(problem(Map.of("application", "example", "waitfor", "none")))
                .startsWith(
                        "argoImageUpdate has no argument 'waitfor'. Did you mean 'waitFor'? There are: application, ");
        assertThat(problem(Map.of("images", List.of(Map.of("image", "a/b"), Map.of("alowTags", "any")))))
                .startsWith(
                        "argoImageUpdate: images[1] has no argument 'alowTags'. Did you mean 'allowTags'? There are: ");
        assertThat(problem(Map.of("git", Map.of("brnch", "main"))))
                .startsWith("argoImageUpdate: git has no argument 'brnch'. Did you mean 'branch'? There are: branch, ");
        assertThat(problem(Map.of("git", Map.of("pullRequest", Map.of("label", List.of("images"))))))
                .isEqualTo("argoImageUpdate: git.pullRequest has no argument 'label'. Did you mean 'labels'?"
                        + " There are: labels, provider");
        assertThat(problem(Map.of("selector", Map.of("label", "team=web"))))
                .isEqualTo("argoImageUpdate: selector has no argument 'label'. Did you mean 'labels'?"
                        + " There are: glob, labels, project");
        assertThat(problem(ofImage("helm", Map.of("imageTga", "tag"))))
                .startsWith("argoImageUpdate: images[0].helm has no argument 'imageTga'. Did you mean 'imageTag'?");
        assertThat(problem(ofImage("kustomize", Map.of("name", "shop"))))
                .isEqualTo("argoImageUpdate: images[0].kustomize has no argument 'name'. Did you mean 'imageName'?"
                        + " There are: imageName");
        assertThat(problem(ofImage("guards", Map.of("minimumage", "1h"))))
                .startsWith(
                        "argoImageUpdate: images[0].guards has no argument 'minimumage'. Did you mean 'minimumAge'?");
        assertThat(problem(Map.of("guards", Map.of("windows", List.of(Map.of("cron", "* * * * *"))))))
                .startsWith("argoImageUpdate: guards.windows[0] has no argument 'cron'.");
        assertThat(problem(Map.of("guards", Map.of("maxRollouts", "few"))))
                .isEqualTo("argoImageUpdate: guards.maxRollouts takes a whole number");
        assertThat(problem(ofImage("plugin", Map.of("imageDigest", "DIGEST"))))
                .startsWith("argoImageUpdate: images[0].plugin has no argument 'imageDigest'.");
        assertThat(problem(Map.of("colour", "blue")))
                .startsWith("argoImageUpdate has no argument 'colour'. There are: application, ");
    }

    @Test
    public void looksIntoDescribablesAsIntoMaps() {
        assertThat(problem(Map.of("git", described("gitArgument", Map.of("brnch", "main")))))
                .startsWith("argoImageUpdate: git has no argument 'brnch'.");
        assertThat(problem(Map.of("images", List.of(described("imageArgument", Map.of("imag", "a/b"))))))
                .startsWith("argoImageUpdate: images[0] has no argument 'imag'. Did you mean 'image'?");
        assertThat(problem(Map.of("git", Map.of("$class", "GitArgument", "url", "x"))))
                .isEmpty();
        assertThat(problem(Map.of(
                        "images",
                        List.of(described(
                                "imageArgument", Map.of(UninstantiatedDescribable.ANONYMOUS_KEY, "example/shop"))))))
                .isEmpty();
    }

    @Test
    public void saysWhichFormAnArgumentTakes() {
        assertThat(problem(Map.of("git", "https://git.example.com/charts.git")))
                .isEqualTo("argoImageUpdate: git takes a map, such as [name: '…']");
        assertThat(problem(Map.of("images", Map.of("image", "a/b"))))
                .isEqualTo("argoImageUpdate: images takes a list, such as [[…], […]]");
        assertThat(problem(Map.of("images", List.of("a/b"))))
                .isEqualTo("argoImageUpdate: images[0] takes a map, such as [name: '…']");
        assertThat(problem(Map.of("images", Arrays.asList((Object) null))))
                .isEqualTo("argoImageUpdate: images[0] is null");
        assertThat(problem(ofImage("platforms", "linux/amd64")))
                .isEqualTo("argoImageUpdate: images[0].platforms takes a list, such as ['…', '…']");
        assertThat(problem(ofImage("platforms", List.of(1))))
                .isEqualTo("argoImageUpdate: images[0].platforms[0] takes a text, such as '…'");
        assertThat(problem(ofImage("forceUpdate", "ture")))
                .isEqualTo("argoImageUpdate: images[0].forceUpdate takes true or false");
        assertThat(problem(Map.of("sync", "yes"))).isEqualTo("argoImageUpdate: sync takes true or false");
        assertThat(problem(Map.of("timeout", "ten"))).isEqualTo("argoImageUpdate: timeout takes a whole number");
        assertThat(problem(Map.of("timeout", 2.5))).isEqualTo("argoImageUpdate: timeout takes a whole number");
        assertThat(problem(Map.of("application", List.of("example"))))
                .isEqualTo("argoImageUpdate: application takes a text, such as '…'");
    }

    @Test
    public void acceptsEveryArgumentInEveryFormThatDataBindingReads() {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("image", "example/shop");
        image.put("alias", new StringBuilder("shop"));
        image.put("forceUpdate", null);
        image.put("ignoreTags", new ArrayList<>(List.of("*-rc")));
        image.put("helm", Map.of("imageRegistry", "r", "imageName", "n", "imageTag", "t", "imageDigest", "d"));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("application", "example");
        all.put("selector", null);
        all.put("namespace", "shop");
        all.put("argocd", "production");
        all.put("images", List.of(image, new ImageArgument("a/b")));
        all.put("git", new GitArgument());
        Map<String, Object> guards = new LinkedHashMap<>();
        guards.put("minimumAge", "1h");
        guards.put("maxRollouts", 3);
        guards.put("allowDowngrade", false);
        guards.put("windows", List.of(Map.of("kind", "deny", "schedule", "0 22 * * *", "duration", "8h")));
        all.put("guards", guards);
        all.put("approved", List.of("main-1"));
        all.put("writeBack", "git");
        all.put("sync", "TRUE");
        all.put("waitFor", "healthy");
        all.put("timeout", "10");
        all.put("dryRun", false);
        all.put("promoteFrom", Map.of("application", "shop-staging", "argocd", "staging"));
        all.put("soak", "2h");
        all.put("only", List.of("shop/web 1 → 2"));
        all.put("onFailure", "rollback");
        all.put("drift", "adopt");
        all.put("failOn", List.of("image"));
        all.put("unstableOn", List.of());
        assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(UpdateArguments.names());
        assertThat(problem(all)).isEmpty();
    }

    private static Map<String, Object> ofImage(String argument, Object value) {
        return Map.of("images", List.of(Map.of("image", "a/b", argument, value)));
    }

    private static UninstantiatedDescribable described(String symbol, Map<String, Object> arguments) {
        return new UninstantiatedDescribable(symbol, null, arguments);
    }

    private static String problem(Map<String, ?> given) {
        return KnownArguments.problem(ArgoImageUpdateStep.class, "argoImageUpdate", given)
                .orElse("");
    }
}
