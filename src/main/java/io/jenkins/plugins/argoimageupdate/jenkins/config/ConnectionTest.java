package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClient;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** What the buttons “Test connection” do. The caller has checked the permission. */
final class ConnectionTest {

    private static final Duration MOST_TIME = Budget.CONNECTION_TEST.duration();
    private static final Set<Integer> OF_REGISTRIES = Set.of(200, 401, 403);

    private ConnectionTest() {}

    static FormValidation argoCd(Supplier<ArgoCdServerConfig> config) {
        return reporting(() -> {
            ArgoCdServer server = config.get().toServer(CredentialResolver.ofJenkins());
            String certificate = FirstAnswer.of(server.url(), server.trust()).certificate();
            ArgoCdClient client = new ArgoCdClient(server, HttpServices.get().http());
            String version = client.version();
            String user = client.user();
            return Messages.ConnectionTest_argoCd(
                    version, user.isEmpty() ? Messages.ConnectionTest_anybody() : user, certificate);
        });
    }

    /** @param repository empty to ask only whether a registry answers */
    static FormValidation registry(String repository, Supplier<RegistryConfig> config) {
        return reporting(() -> {
            RegistryEndpoint endpoint = config.get().toEndpoint();
            FirstAnswer answer = FirstAnswer.of(URI.create(endpoint.api() + "/v2/"), endpoint.trust());
            if (!OF_REGISTRIES.contains(answer.status())) {
                throw noRegistry(endpoint, answer);
            }
            RegistryLogin login = CredentialResolver.ofJenkins().loginOf(endpoint);
            if (repository.isBlank()) {
                return Messages.ConnectionTest_registry(endpoint.host(), answer.certificate());
            }
            RegistryClient client = HttpServices.get().registries().client(endpoint, login);
            int tags = client.tags(repositoryIn(endpoint, repository.strip())).size();
            return Messages.ConnectionTest_repository(tags, repository.strip(), describe(login), answer.certificate());
        });
    }

    private static RegistryException noRegistry(RegistryEndpoint endpoint, FirstAnswer answer) {
        return new RegistryException(
                Reason.MALFORMED_ANSWER,
                Messages.ConnectionTest_attempted(endpoint.host()),
                Messages.ConnectionTest_noRegistry(answer.status()),
                Messages.ConnectionTest_noRegistry_advice());
    }

    private static String repositoryIn(RegistryEndpoint endpoint, String written) {
        ImageReference image = ImageReference.parse(written);
        return endpoint.repositoryOf(image);
    }

    private static String describe(RegistryLogin login) {
        if (login.isAnonymous()) {
            return Messages.ConnectionTest_anonymous();
        }
        return login.username().isEmpty() ? Messages.ConnectionTest_token() : login.username();
    }

    private static FormValidation reporting(Deadline.Work<String> test) {
        try {
            return FormValidation.ok(Deadline.in(MOST_TIME).run(test));
        } catch (Deadline.MissedException e) {
            return FormValidation.error(Messages.ConnectionTest_late(MOST_TIME.toSeconds()));
        } catch (UpdateException | IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.ConnectionTest_interrupted());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return FormValidation.error(Breakdown.of("The test of the connection", e));
        }
    }
}
