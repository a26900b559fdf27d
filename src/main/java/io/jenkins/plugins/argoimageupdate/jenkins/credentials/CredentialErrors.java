package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;

/** Words for credentials that cannot be had. They name the credentials and where they were looked for, never what is in them. */
final class CredentialErrors {

    private CredentialErrors() {}

    static ConfigurationException none(CredentialRequest need) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                Messages.CredentialErrors_none_attempted(need.purpose()),
                Messages.CredentialErrors_none(),
                Messages.CredentialErrors_wrongKind_advice(need.kinds()));
    }

    static ConfigurationException missing(CredentialRequest need, CredentialContext context) {
        return failure(
                need,
                Messages.CredentialErrors_missing(context.describe()),
                Messages.CredentialErrors_missing_advice(need.kinds(), need.id()));
    }

    static ConfigurationException otherDomain(CredentialRequest need) {
        return failure(
                need,
                Messages.CredentialErrors_otherDomain(need.address()),
                Messages.CredentialErrors_otherDomain_advice());
    }

    static ConfigurationException unbound(CredentialRequest need) {
        return failure(
                need, Messages.CredentialErrors_unbound(), Messages.CredentialErrors_unbound_advice(need.host()));
    }

    static ConfigurationException wrongKind(CredentialRequest need, StandardCredentials found) {
        return failure(
                need,
                Messages.CredentialErrors_wrongKind(kindOf(found)),
                Messages.CredentialErrors_wrongKind_advice(need.kinds()));
    }

    /** @param answer what is wrong with the content, without quoting it */
    static ConfigurationException badContent(CredentialRequest need, String answer, String advice) {
        return failure(need, answer, advice);
    }

    private static ConfigurationException failure(CredentialRequest need, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                Messages.CredentialErrors_attempted(need.id(), need.purpose()),
                answer,
                advice);
    }

    private static String kindOf(StandardCredentials found) {
        return found.getDescriptor().getDisplayName();
    }
}
