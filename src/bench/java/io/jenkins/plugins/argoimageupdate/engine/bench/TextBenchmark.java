package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.RenderedText;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture;
import io.jenkins.plugins.argoimageupdate.engine.writeback.helm.HelmValues;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A values file of 200 lines that gets another tag, and the message of the commit. */
@State(Scope.Benchmark)
public class TextBenchmark {

    private final byte[] values = values();
    private final ApplicationPlan plan = PlanFixture.plan(
            PlanFixture.spec(
                    new ApplicationFixture().build(),
                    "helmvalues",
                    PlanFixture.image("a=example.com/a", new ManifestTarget.Helm("image.repository", "image.tag", ""))),
            "2");
    private final List<TemplateChange> changes =
            List.of(new TemplateChange("org/app", "app", "main-1", "main-2", Map.of()));

    private static byte[] values() {
        StringBuilder text = new StringBuilder("# values\nimage:\n  repository: example.com/a\n  tag: '1' # set\n");
        for (int i = 0; i < 65; i++) {
            text.append("\nsection").append(i).append(":\n  key: value # comment\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public byte[] valuesFile() {
        return HelmValues.edit("values.yaml", Optional.of(values), plan);
    }

    @Benchmark
    public RenderedText commitMessage() {
        return CommitMessageTemplate.parse(CommitMessageTemplate.DEFAULT).render("app", changes);
    }
}
