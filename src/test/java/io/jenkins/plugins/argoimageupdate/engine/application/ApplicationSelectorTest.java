package io.jenkins.plugins.argoimageupdate.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ApplicationSelectorTest {

    private final Application shop =
            new ApplicationFixture().label("team", "web").label("env", "prod").named("shop-api");

    @Test
    public void needsEveryCondition() {
        assertThat(ApplicationSelector.named("shop-api").matches(shop)).isTrue();
        assertThat(ApplicationSelector.named("shop").matches(shop)).isFalse();
        assertThat(selector("shop-*", "team=web", "default").matches(shop)).isTrue();
        assertThat(selector("shop-*", "team=db", "default").matches(shop)).isFalse();
        assertThat(selector("shop-*", "", "other").matches(shop)).isFalse();
        assertThat(selector("web-*", "", "").matches(shop)).isFalse();
    }

    @Test
    public void readsLabelConditionsAsKubectlDoes() {
        assertThat(labels("team==web, env in (dev, prod)")).isTrue();
        assertThat(labels("env notin (dev,test),owner notin (x)")).isTrue();
        assertThat(labels("team,!legacy")).isTrue();
        assertThat(labels("!team")).isFalse();
        assertThat(labels("env!=prod")).isFalse();
        assertThat(labels("owner!=me")).isTrue();
        assertThat(labels("owner=")).isFalse();
        assertThat(labels("")).isTrue();
    }

    private boolean labels(String text) {
        return LabelSelector.parse(text).matches(shop.labels());
    }

    private static ApplicationSelector selector(String glob, String labels, String project) {
        return new ApplicationSelector("", "", "", project, glob, LabelSelector.parse(labels));
    }
}
