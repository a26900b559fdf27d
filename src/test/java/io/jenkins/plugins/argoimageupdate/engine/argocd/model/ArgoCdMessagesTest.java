package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ArgoCdMessagesTest {

    private static final String POD_TEMPLATE =
            "core.PodTemplateSpec{ObjectMeta:v1.ObjectMeta{Name:\"\", Labels:map[string]string"
                    + "{\"job-name\":\"once\"}}, Spec:core.PodSpec{Volumes:[]core.Volume(nil), Containers:[]core.Container{core.Container"
                    + "{Name:\"main\", Command:[]string{\"sh\", \"-c\", \"echo }\\\"{\"}}}}}";

    @Test
    public void anImmutableFieldIsSaidWithoutThePodSpec() {
        assertThat(ArgoCdMessages.quoted(
                        "one or more objects failed to apply, reason: Job.batch \"once\" is invalid: spec.template:"
                                + " Invalid value: " + POD_TEMPLATE
                                + ": field is immutable. Retrying attempt #1 at 5:04PM."))
                .isEqualTo("one or more objects failed to apply, reason: Job.batch \"once\" is invalid: spec.template:"
                        + " field is immutable. Retrying attempt #1 at 5:04PM.");
    }

    @Test
    public void soItIsWhereKubernetesPrintsJsonOrTheAnswerWasCutOff() {
        assertThat(ArgoCdMessages.quoted("spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"" + "x".repeat(80)
                        + "\"}}: field is immutable, metadata.name: Required value"))
                .isEqualTo("spec.selector: field is immutable, metadata.name: Required value");
        assertThat(ArgoCdMessages.quoted("spec.template: Invalid value: " + POD_TEMPLATE.substring(0, 120)))
                .isEqualTo("spec.template: Invalid value: …");
    }

    @Test
    public void shortValuesAndTextStayAsTheyAre() {
        assertThat(ArgoCdMessages.quoted("spec.replicas: Invalid value: -1: must be greater than or equal to 0"))
                .isEqualTo("spec.replicas: Invalid value: -1: must be greater than or equal to 0");
        assertThat(ArgoCdMessages.quoted("metadata.name: Invalid value: \"A_b\": must be lower case"))
                .isEqualTo("metadata.name: Invalid value: \"A_b\": must be lower case");
    }

    @Test
    public void aSentenceEndsOnce() {
        assertThat(ArgoCdMessages.quoted("Job has failed.. Retrying attempt #2 at 5:04PM.."))
                .isEqualTo("Job has failed. Retrying attempt #2 at 5:04PM.");
        assertThat(ArgoCdMessages.quoted("no such file ../values.yaml ..."))
                .isEqualTo("no such file ../values.yaml ...");
    }
}
