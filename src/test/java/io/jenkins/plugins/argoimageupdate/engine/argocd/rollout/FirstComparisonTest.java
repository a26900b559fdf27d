package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class FirstComparisonTest {

    @Test
    public void anApplicationWhoseSourceTypeIsKnownHasBeenCompared() throws InterruptedException {
        List<String> notices = new ArrayList<>();
        LiveApplication live = ApplicationJson.live(JsonAnswers.MAPPER.readTree("""
                {"metadata": {"name": "shop", "namespace": "argocd"},
                 "spec": {"source": {"repoURL": "https://git.example/shop.git", "path": "."}},
                 "status": {"sourceType": "Helm", "summary": {"images": ["org/web:1"]}}}"""));

        assertThat(new FirstComparison(Duration.ofMinutes(5), notices::add).await(null, live, true))
                .isSameAs(live);
        assertThat(notices).isEmpty();
    }
}
