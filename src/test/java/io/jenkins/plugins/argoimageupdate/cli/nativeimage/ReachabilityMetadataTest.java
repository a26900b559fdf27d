package io.jenkins.plugins.argoimageupdate.cli.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class ReachabilityMetadataTest {

    private static final String OURS = "io.jenkins.plugins.argoimageupdate.";

    @Test
    public void commandsAndTheirOptionsCanBeLookedUp() {
        assertThat(types(
                        OURS + "cli.RunCommand",
                        OURS + "cli.DurationConverter",
                        OURS + "cli.conformance.ConformanceCommand"))
                .contains(
                        OURS + "cli.RunCommand",
                        OURS + "cli.DurationConverter",
                        OURS + "cli.conformance.ConformanceCommand");
    }

    @Test
    public void soCanWhatIsReadFromJsonOrWrittenToIt() {
        String report = OURS + "engine.cycle.report.CycleReport";
        String converter = OURS + "engine.cycle.report.ImageJson$From";
        String holds = OURS + "engine.guard.HoldBook";
        String outcome = OURS + "engine.cycle.report.ImageReport$Outcome";
        assertThat(types(report, converter, holds, outcome, OURS + "engine.cycle.UpdateCycle"))
                .contains(report, report + "[]", converter, holds, outcome)
                .doesNotContain(OURS + "engine.cycle.UpdateCycle");
    }

    @Test
    public void soCanTheTextsAndSettingsOfGit() {
        String texts = "org.eclipse.jgit.internal.JGitText";
        String setting = "org.eclipse.jgit.lib.CoreConfig$TrustStat";
        JsonNode metadata = metadata(texts, setting, "org.eclipse.jgit.lib.Repository");

        assertThat(named(metadata, "type")).contains(texts, setting).doesNotContain("org.eclipse.jgit.lib.Repository");
        assertThat(named(metadata, "bundle")).containsExactly(texts);
    }

    @Test
    public void soCanTheKeysOfSsh() {
        assertThat(types("org.bouncycastle.jcajce.provider.asymmetric.EdEC$Mappings"))
                .contains(
                        "java.security.Signature",
                        "org.bouncycastle.jcajce.provider.asymmetric.EdEC$Mappings",
                        "org.bouncycastle.jcajce.provider.asymmetric.edec.SignatureSpi$Ed25519",
                        "org.bouncycastle.jcajce.provider.asymmetric.ec.KeyFactorySpi$EC");
    }

    @Test
    public void aClassThatMissesALibraryIsLeftOut() {
        assertThat(types(OURS + "NoSuchClass")).doesNotContain(OURS + "NoSuchClass");
    }

    private static List<String> types(String... classes) {
        return named(metadata(classes), "type");
    }

    /** Without the types of proxies, which have no name. */
    private static List<String> named(JsonNode metadata, String key) {
        return metadata.findValues(key).stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static JsonNode metadata(String... classes) {
        return JsonMapper.shared().readTree(new ReachabilityMetadata(new TreeSet<>(Arrays.asList(classes))).json());
    }
}
