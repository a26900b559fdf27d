package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * What a form offers where credentials are chosen, and whether a choice exists. Who may not choose learns nothing: the list has
 * only the current value, and the check is always fine.
 */
public final class CredentialChoices {

    private static final int MOST_NAMED = 5;

    private final @Nullable Item item;
    private final List<DomainRequirement> requirements;
    private final List<Class<? extends StandardCredentials>> types;

    private CredentialChoices(
            @Nullable Item item, @Nullable String url, List<Class<? extends StandardCredentials>> types) {
        this.item = item;
        this.requirements = Requirements.ofForm(Util.fixNull(url));
        this.types = List.copyOf(types);
    }

    /**
     * @param item the job or folder that is being configured; null for the global configuration
     * @param url what the credentials are for; empty or null if unknown
     */
    public static CredentialChoices of(
            @Nullable Item item, @Nullable String url, List<Class<? extends StandardCredentials>> types) {
        return new CredentialChoices(item, url, types);
    }

    /** For a registry: everything that {@link CredentialResolver#registryLogin} takes. */
    public static CredentialChoices ofRegistry(@Nullable Item item, @Nullable String url) {
        return of(
                item,
                url,
                List.of(StandardUsernamePasswordCredentials.class, FileCredentials.class, StringCredentials.class));
    }

    /** For an Argo CD server: everything that {@link CredentialResolver#argoCd} takes. */
    public static CredentialChoices ofArgoCd(@Nullable Item item, @Nullable String url) {
        return of(item, url, List.of(StringCredentials.class, StandardUsernamePasswordCredentials.class));
    }

    /** For a Git repository: everything that {@link CredentialResolver#git} takes. */
    public static CredentialChoices ofGit(@Nullable Item item, @Nullable String url) {
        return of(
                item,
                url,
                List.of(StandardUsernamePasswordCredentials.class, SSHUserPrivateKey.class, StringCredentials.class));
    }

    /** For what annotations name: everything that registries or Git repositories take. */
    public static CredentialChoices ofAnnotations() {
        return of(
                null,
                "",
                List.of(
                        StandardUsernamePasswordCredentials.class,
                        FileCredentials.class,
                        StringCredentials.class,
                        SSHUserPrivateKey.class));
    }

    /**
     * The choices, with an empty one first.
     *
     * @param current the ID that is chosen now, which stays a choice even if it does not exist; null or empty for none
     */
    public ListBoxModel list(@Nullable String current) {
        StandardListBoxModel model = new StandardListBoxModel();
        if (mayChoose()) {
            model.includeEmptyValue();
            addAll(model);
        }
        model.includeCurrentValue(Util.fixNull(current));
        return model;
    }

    private void addAll(StandardListBoxModel model) {
        types.forEach(type ->
                model.includeMatchingAs(authentication(), item, type, requirements, CredentialsMatchers.always()));
    }

    /** Whether credentials of this ID exist, without looking at what is in them. */
    public FormValidation check(@Nullable String id) {
        String wanted = Util.fixNull(id);
        if (!mayChoose() || wanted.isBlank() || wanted.startsWith("${") || exists(wanted)) {
            return FormValidation.ok();
        }
        StandardListBoxModel others = new StandardListBoxModel();
        addAll(others);
        return FormValidation.error(
                others.isEmpty()
                        ? Messages.CredentialChoices_none(wanted)
                        : Messages.CredentialChoices_missing(
                                wanted,
                                FirstFew.of(
                                        others.stream()
                                                .map(other -> other.value)
                                                .toList(),
                                        MOST_NAMED)));
    }

    private boolean exists(String id) {
        return types.stream()
                .anyMatch(type -> !CredentialsProvider.listCredentialsInItem(
                                type, item, authentication(), requirements, CredentialsMatchers.withId(id))
                        .isEmpty());
    }

    private boolean mayChoose() {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    private Authentication authentication() {
        return item == null ? ACL.SYSTEM2 : CredentialContext.OfItem.authentication(item);
    }
}
