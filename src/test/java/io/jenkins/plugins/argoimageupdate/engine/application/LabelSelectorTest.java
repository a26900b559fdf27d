package io.jenkins.plugins.argoimageupdate.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class LabelSelectorTest {

    @Test
    public void itsTextMeansTheSameToAServer() {
        assertThat(LabelSelector.parse("team=web, tier != test,env in ( b , a ),x notin (c,d),owner,! legacy")
                        .text())
                .isEqualTo("team=web,tier!=test,env in (a,b),x notin (c,d),owner,!legacy");
        for (String text :
                List.of("", "a=b", "app.kubernetes.io/name==web", "a in (b)", "a notin (b,c)", "a", "!a", "a=")) {
            LabelSelector selector = LabelSelector.parse(text);
            assertThat(LabelSelector.parse(selector.text())).as(text).isEqualTo(selector);
        }
        assertThat(LabelSelector.ANY.text()).isEmpty();
    }

    @Test
    public void whatAServerWouldRefuseIsRefused() {
        for (String text :
                List.of("team===", "team==a=b", "a b", "team=a b", "a in b", "a in (b", "(a)", "ä=b", "a=ü")) {
            assertThatThrownBy(() -> LabelSelector.parse(text))
                    .as(text)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Write key=value");
        }
    }

    @Test
    public void aConditionOnAMissingLabelHoldsWhereItExcludes() {
        assertThat(LabelSelector.parse("tier!=test").matches(Map.of())).isTrue();
        assertThat(LabelSelector.parse("tier notin (test)").matches(Map.of())).isTrue();
        assertThat(LabelSelector.parse("tier=test").matches(Map.of())).isFalse();
    }
}
