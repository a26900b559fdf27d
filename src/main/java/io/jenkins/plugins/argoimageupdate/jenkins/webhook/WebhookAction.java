package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import io.jenkins.plugins.argoimageupdate.engine.webhook.RegistryWebhook;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRefusedException;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchIndex;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.RepositoryKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Where registries tell of pushed images: {@code POST /argo-image-update-webhook/<source>}. A message is only a hint to poll the jobs
 * that watch the image; nothing of it decides what is updated, and the answer does not tell whether anything is. Anybody can call it,
 * so that a secret is always asked for, bodies are limited, and whoever is refused too often has to wait.
 */
@Extension
public final class WebhookAction implements UnprotectedRootAction {

    static final String URL = "argo-image-update-webhook";

    private static final Logger LOGGER = Logger.getLogger(WebhookAction.class.getName());
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final BodyReader bodies = new BodyReader(Timer.get());
    private final CallerLimit requests = new CallerLimit(Budget.WEBHOOK_REQUESTS, System::nanoTime);
    private final CallerLimit refusals = new CallerLimit(Budget.WEBHOOK_REFUSALS, System::nanoTime);
    private final RecentEvents recent = new RecentEvents(System::nanoTime);

    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** Takes a message, whatever follows the address. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        receive(request, response);
    }

    /** Takes a message without the name of a source. */
    public void doIndex(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        receive(request, response);
    }

    private void receive(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            answer(
                    response,
                    METHOD_NOT_ALLOWED,
                    "Registries send news of images here by POST: see the help of Webhooks in Jenkins' system configuration");
            return;
        }
        String id = request.getRestOfPath().replaceFirst("^/", "");
        WebhookSources sources = WebhookSources.of(id, request);
        String caller = CallerLimit.network(request.getRemoteAddr());
        String sender = caller + " " + sources.id();
        if (refusals.isUsedUp(sender) || !requests.allows(sender)) {
            response.setHeader("Retry-After", "60");
            answer(response, TOO_MANY, "too many requests");
            return;
        }
        try {
            sources.requireAny();
            byte[] body = body(caller, request);
            WebhookSources.Message message = sources.receive(request, body);
            pollFor(message.events(), Origin.of(request, message.source()));
        } catch (WebhookRefusedException e) {
            LOGGER.log(Level.FINE, () -> "Refused a message of " + Origin.of(request, id) + ": " + e.getMessage());
            if (e.status() == UNAVAILABLE) {
                response.setHeader("Retry-After", Integer.toString(BodyReader.RETRY_AFTER));
            } else if (e.status() != ACCEPTED) {
                refusals.allows(sender);
            }
            answer(response, e.status(), e.status() == ACCEPTED ? "accepted" : e.getMessage());
            return;
        } catch (ConfigurationException e) {
            LOGGER.log(Level.WARNING, e, () -> "The secret of a webhook cannot be read");
            answer(response, UNAVAILABLE, "the webhook is not configured correctly");
            return;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            Breakdown.of("a message of a webhook", e);
            answer(response, INTERNAL_ERROR, "the message cannot be processed");
            return;
        }
        answer(response, ACCEPTED, "accepted");
    }

    /** @throws WebhookRefusedException also if what comes is not HTTP, or the connection breaks */
    private byte[] body(String caller, StaplerRequest2 request) {
        try {
            return bodies.read(
                    caller, request.getContentLengthLong(), RegistryWebhook.MAX_BODY, request::getInputStream);
        } catch (WebhookRefusedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "The body of a message cannot be read");
            throw new WebhookRefusedException(BAD_REQUEST, "the payload cannot be read");
        }
    }

    /** Has the jobs polled that watch what a message tells of, with answers of the registry that are not older than the message. */
    private void pollFor(List<PushEvent> events, String origin) {
        Instant now = Instant.now();
        for (PushEvent event : events) {
            if (recent.isNew(event)) {
                LOGGER.log(Level.FINE, () -> origin + " tells of " + event.registry() + " " + event.repository());
                WatchIndex.get()
                        .watching(RepositoryKeys.of(event.registry(), event.repository()))
                        .forEach(trigger -> trigger.pollFor(origin, now));
            }
        }
    }

    private static void answer(StaplerResponse2 response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
