package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Where credentials are looked up, and for whom their use is recorded. */
sealed interface CredentialContext {

    /** The credentials of this ID that may be used here, or null. */
    @Nullable
    StandardCredentials find(String id, List<DomainRequirement> requirements);

    void track(StandardCredentials credentials);

    /** For messages. */
    String describe();

    /** A build, with the parameters and the permissions it runs with. */
    record OfRun(Run<?, ?> run) implements CredentialContext {

        @Override
        public @Nullable StandardCredentials find(String id, List<DomainRequirement> requirements) {
            return CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, requirements);
        }

        @Override
        public void track(StandardCredentials credentials) {
            CredentialsProvider.track(run, credentials);
        }

        @Override
        public String describe() {
            return Messages.CredentialContext_item(run.getParent().getFullName());
        }
    }

    /** A job outside its builds, as when it is polled, or a folder. */
    record OfItem(Item item) implements CredentialContext {

        @Override
        public @Nullable StandardCredentials find(String id, List<DomainRequirement> requirements) {
            return CredentialsProvider.findCredentialByIdInItem(
                    id, StandardCredentials.class, item, authentication(item), requirements);
        }

        @Override
        public void track(StandardCredentials credentials) {
            CredentialsProvider.track(item, credentials);
        }

        @Override
        public String describe() {
            return Messages.CredentialContext_item(item.getFullName());
        }

        static Authentication authentication(Item item) {
            return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        }
    }

    /** The whole of Jenkins, for what only an administrator sets up. */
    record OfJenkins() implements CredentialContext {

        @Override
        public @Nullable StandardCredentials find(String id, List<DomainRequirement> requirements) {
            return CredentialsProvider.findCredentialByIdInItemGroup(
                    id, StandardCredentials.class, null, ACL.SYSTEM2, requirements);
        }

        @Override
        public void track(StandardCredentials credentials) {
            // Jenkins records the use of credentials by items and agents only
        }

        @Override
        public String describe() {
            return Messages.CredentialContext_jenkins();
        }
    }
}
