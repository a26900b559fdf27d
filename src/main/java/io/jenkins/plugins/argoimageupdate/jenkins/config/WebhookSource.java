package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookType;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A registry, or another service, that may tell Jenkins of new tags. */
public final class WebhookSource implements Describable<WebhookSource> {

    /** What can be sent: the services whose messages are understood, and {@code generic} for a plain one of one's own. */
    static final List<String> TYPES =
            Stream.of(WebhookType.values()).map(WebhookType::id).toList();

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final String id;
    private final String type;
    private String secretCredentialsId = "";

    /**
     * @param id the last part of the address that it calls; letters, digits, {@code _} and {@code -}, 64 at most
     * @param type one of {@link #TYPES}
     * @throws IllegalArgumentException if one of both is something else
     */
    @DataBoundConstructor
    public WebhookSource(String id, String type) {
        this.id = Util.fixNull(id).strip();
        this.type = Util.fixNull(type).strip().toLowerCase(Locale.ROOT);
        Entry entry = new Entry(Messages.WebhookSource_describe(this.id));
        entry.refuse("id", idProblem(this.id));
        entry.refuse("type", typeProblem(this.type));
    }

    private static Optional<String> idProblem(String id) {
        return ID.matcher(id).matches() ? Optional.empty() : Optional.of(Messages.WebhookSource_id());
    }

    private static Optional<String> typeProblem(String type) {
        return TYPES.contains(type)
                ? Optional.empty()
                : Optional.of(Messages.WebhookSource_type(type, String.join(", ", TYPES)));
    }

    public String getId() {
        return id;
    }

    public String getType() {
        return type;
    }

    public String getSecretCredentialsId() {
        return secretCredentialsId;
    }

    @DataBoundSetter
    public void setSecretCredentialsId(String secretCredentialsId) {
        this.secretCredentialsId = Util.fixNull(secretCredentialsId);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<WebhookSource> {

        @Override
        public String getDisplayName() {
            return Messages.WebhookSource_displayName();
        }

        @POST
        public FormValidation doCheckId(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(idProblem(text.strip())));
        }

        @POST
        public ListBoxModel doFillTypeItems() {
            ListBoxModel types = new ListBoxModel();
            TYPES.forEach(types::add);
            return types;
        }

        @POST
        public FormValidation doCheckSecretCredentialsId(@QueryParameter String value) {
            return FieldChecks.forAdministrator(
                    value,
                    text -> text.isBlank()
                            ? FormValidation.error(Messages.WebhookSource_noSecret())
                            : choices().check(text));
        }

        @POST
        public ListBoxModel doFillSecretCredentialsIdItems(@QueryParameter String secretCredentialsId) {
            return choices().list(secretCredentialsId);
        }

        private static CredentialChoices choices() {
            return CredentialChoices.of(null, "", List.of(StringCredentials.class));
        }
    }
}
