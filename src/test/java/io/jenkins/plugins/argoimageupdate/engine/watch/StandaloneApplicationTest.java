package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class StandaloneApplicationTest {

    @Test
    public void namesOnlyWhatIsMissingWithoutAServer() {
        assertRefused(
                "applications: [a]\nimages: [{image: x/a}]\n",
                "watch Application a: no Argo CD server is configured, and git.url is missing."
                        + " Configure an Argo CD server, or give git.url");
        assertRefused(
                "applications: [{selector: {glob: a*}}]\ngit: {url: 'https://git.example.com/a.git'}\n",
                "watch Applications: no Argo CD server is configured, and the name of the Application and images are missing."
                        + " Configure an Argo CD server, or give the name of the Application and images");
    }

    @Test
    public void saysThatParametersAreSetByAServer() {
        assertRefused(
                "applications: [a]\nimages: [{image: x/a}]\nwriteBack: argocd\n",
                "watch Application a: writeBack: argocd needs an Argo CD server, and none is configured."
                        + " Configure an Argo CD server, or write to Git");
    }

    @Test
    public void takesARequestThatSaysAllOfIt() {
        assertThat(StandaloneApplication.of(
                                request(
                                        "applications: [a]\nimages: [{image: x/a}]\ngit: {url: 'https://git.example.com/a.git', target: helmvalues}\n"))
                        .name())
                .isEqualTo("a");
    }

    private static void assertRefused(String file, String message) {
        assertThatThrownBy(() -> StandaloneApplication.of(request(file))).hasMessage(message);
    }

    private static WatchRequest request(String file) {
        return WatchFile.parse("watch.yaml", file).get(0);
    }
}
