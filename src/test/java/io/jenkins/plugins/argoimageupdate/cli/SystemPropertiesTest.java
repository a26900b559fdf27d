package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SystemPropertiesTest {

    private static final String TEST = "argo-image-update.test";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final String trustStore = System.getProperty(TRUST_STORE);

    @After
    public void forget() {
        System.clearProperty(TEST);
        if (trustStore == null) {
            System.clearProperty(TRUST_STORE);
        } else {
            System.setProperty(TRUST_STORE, trustStore);
        }
    }

    @Test
    public void thoseInFrontOfTheCommandAreSet() {
        assertThat(SystemProperties.take("-D" + TEST + "=a=b\nc", "run", "watch.yaml"))
                .containsExactly("run", "watch.yaml");
        assertThat(System.getProperty(TEST)).isEqualTo("a=b\nc");
    }

    @Test
    public void thoseBehindAreArgumentsLikeOthers() {
        String[] arguments = {"rollback", "--reason", "-D" + TEST + "=1"};
        assertThat(SystemProperties.take(arguments)).containsExactly(arguments);
        assertThat(SystemProperties.take("-Dnone", "run")).containsExactly("-Dnone", "run");
        assertThat(SystemProperties.take()).isEmpty();
        assertThat(System.getProperty(TEST)).isNull();
    }

    @Test
    public void aTrustStoreThatIsNotThereIsNamed() throws Exception {
        Path store = folder.getRoot().toPath().resolve("ca.p12");
        System.setProperty(TRUST_STORE, store.toString());
        assertThat(SystemProperties.problem()).contains(store + ": there is no such file", "Correct " + TRUST_STORE);

        folder.newFile("ca.p12");
        assertThat(SystemProperties.problem()).isNull();
        System.clearProperty(TRUST_STORE);
        assertThat(SystemProperties.problem()).isNull();
    }

    @Test
    public void theProgramTakesThemToo() {
        CommandLineRun run = CommandLineRun.ofProcess("-D" + TRUST_STORE + "=/nowhere", "template");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("Error: read the certificate authorities in /nowhere");
        assertThat(CommandLineRun.ofProcess("-D" + TEST + "=1", "template").exitCode())
                .isZero();
    }
}
