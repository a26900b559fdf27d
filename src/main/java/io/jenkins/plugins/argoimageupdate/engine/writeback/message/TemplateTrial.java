package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.ExecutionError;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Template;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.UnknownField;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries a template out on examples before there is something to write. */
final class TemplateTrial {

    /** Two images, of which one has labels. */
    static final List<TemplateChange> CHANGES = List.of(
            new TemplateChange(
                    "example/frontend",
                    "frontend",
                    "1.0.0",
                    "1.0.1",
                    Map.of("org.opencontainers.image.revision", "1cce7a0")),
            new TemplateChange("example/backend", "backend", "main-0000000", "main-b99bc73", Map.of()));

    private TemplateTrial() {}

    /** @param attempted begins the message of the problem */
    static Optional<ConfigurationException> problem(String attempted, Template template, Value data) {
        try {
            template.tryOn(data);
            return Optional.empty();
        } catch (UnknownField e) {
            return Optional.of(
                    new ConfigurationException(Reason.INVALID_CONFIGURATION, attempted, e.getMessage(), e.advice()));
        } catch (ExecutionError e) {
            return Optional.of(new ConfigurationException(
                    Reason.INVALID_CONFIGURATION, attempted, e.getMessage(), "Correct the template"));
        }
    }
}
