package io.jenkins.plugins.argoimageupdate.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What forms ask while they are filled in is asked here without any parameter, as anybody can who knows the address. */
public class FormMethodsTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void everyCheckListAndTestAnswersWithoutParameters() throws Exception {
        List<String> called = new ArrayList<>();
        for (Descriptor<?> descriptor : JENKINS.jenkins.getExtensionList(Descriptor.class)) {
            if (descriptor.getClass().getName().startsWith(FormMethodsTest.class.getPackageName())) {
                for (Method method : descriptor.getClass().getMethods()) {
                    if (method.getName().matches("do(Check|Fill|Test|AutoComplete)[A-Z].*") && !method.isBridge()) {
                        assertAnswers(descriptor, method);
                        called.add(method.getName());
                    }
                }
            }
        }
        assertThat(called)
                .contains("doCheckSpec", "doCheckCredentialsId", "doFillArgocdItems", "doTestConnection")
                .hasSizeGreaterThan(50);
    }

    private static void assertAnswers(Descriptor<?> descriptor, Method method) throws Exception {
        Object[] nothing = Stream.of(method.getParameterTypes())
                .map(type -> type == boolean.class ? false : null)
                .toArray();
        Object answer = method.invoke(descriptor, nothing);
        assertThat(answer).as(method.toString()).isNotNull();
        if (answer instanceof FormValidation validation) {
            assertThat(String.valueOf(validation.getMessage()))
                    .as(method.toString())
                    .doesNotContain("unexpectedly");
        }
    }
}
