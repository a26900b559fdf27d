package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** Checks fields of a job's form for those who may change the job; for anybody else everything is fine, whatever is asked. */
final class FormChecks {

    private FormChecks() {}

    /** @param item null outside a job, as in the snippet generator at the top of Jenkins */
    static boolean isAllowed(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** @param reading throws a {@link ConfigurationException} if the value cannot be used */
    static FormValidation check(@CheckForNull Item item, Runnable reading) {
        return of(item, () -> {
            reading.run();
            return FormValidation.ok();
        });
    }

    private static String capitalized(String answer) {
        return answer.isEmpty() ? answer : Character.toUpperCase(answer.charAt(0)) + answer.substring(1);
    }

    static FormValidation of(@CheckForNull Item item, Supplier<FormValidation> check) {
        if (!isAllowed(item)) {
            return FormValidation.ok();
        }
        try {
            return check.get();
        } catch (ConfigurationException e) {
            return FormValidation.error(Messages.FormChecks_unusable(capitalized(e.answer()), e.advice()));
        } catch (RuntimeException | StackOverflowError e) {
            return FormValidation.error(Breakdown.of("The check of this field", e));
        }
    }
}
