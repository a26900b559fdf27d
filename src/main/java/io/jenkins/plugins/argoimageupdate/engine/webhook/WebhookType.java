package io.jenkins.plugins.argoimageupdate.engine.webhook;

import java.util.List;
import java.util.Optional;

/** The senders that are understood. The first seven are those of the Image Updater ({@code pkg/webhook}). */
public enum WebhookType {
    DOCKER_HUB("docker.io", SecretCheck.QUERY, List.of(), RegistryPayloads::dockerHub),
    GITHUB("ghcr.io", SecretCheck.GITHUB, List.of(), RegistryPayloads::gitHub),
    QUAY("quay.io", SecretCheck.QUERY, List.of(), RegistryPayloads::quay),
    HARBOR(
            "harbor",
            SecretCheck.AUTHORIZATION,
            List.of("application/json", "application/cloudevents+json"),
            RegistryPayloads::harbor),
    ALIYUN("aliyun-acr", SecretCheck.QUERY, List.of(), RegistryPayloads::aliyun),
    AZURE("acr", SecretCheck.AUTHORIZATION, List.of("application/json"), RegistryPayloads::azure),
    CLOUD_EVENTS(
            "cloudevents",
            SecretCheck.QUERY_OR_HEADER,
            List.of("application/json", "application/cloudevents+json"),
            CloudEventPayload::read),
    /** GitLab's registry sends distribution notifications; the GitLab project's own webhooks tell nothing of images. */
    GITLAB("gitlab", SecretCheck.ANY_HEADER, List.of(), OpenPayloads::distribution),
    DISTRIBUTION("distribution", SecretCheck.ANY_HEADER, List.of(), OpenPayloads::distribution),
    ARTIFACTORY("artifactory", SecretCheck.ARTIFACTORY, List.of(), RepositoryManagerPayloads::artifactory),
    NEXUS("nexus", SecretCheck.NEXUS, List.of(), RepositoryManagerPayloads::nexus),
    /** Forgejo too. */
    GITEA("gitea", SecretCheck.GITEA, List.of(), RepositoryManagerPayloads::gitea),
    /** Artifact Registry, by a push subscription of Pub/Sub. */
    GOOGLE("google", SecretCheck.QUERY_OR_HEADER, List.of(), PubSubPayload::read),
    /** Amazon ECR, by EventBridge. */
    ECR("ecr", SecretCheck.ANY_HEADER, List.of(), CloudEventPayload::read),
    /** For pipelines and scripts. */
    GENERIC("generic", SecretCheck.ANY_HEADER, List.of("application/json"), OpenPayloads::generic);

    private final String id;
    private final SecretCheck secretCheck;
    private final List<String> contentTypes;
    private final PayloadReader reader;

    WebhookType(String id, SecretCheck secretCheck, List<String> contentTypes, PayloadReader reader) {
        this.id = id;
        this.secretCheck = secretCheck;
        this.contentTypes = contentTypes;
        this.reader = reader;
    }

    /** The name in the address, as in {@code ?type=docker.io}. */
    public String id() {
        return id;
    }

    SecretCheck secretCheck() {
        return secretCheck;
    }

    PayloadReader reader() {
        return reader;
    }

    /** Whether a body of that type is taken; senders without a fixed type may say what they like. */
    boolean takes(String contentType) {
        return contentTypes.isEmpty() || contentTypes.stream().anyMatch(contentType::contains);
    }

    static Optional<WebhookType> of(String id) {
        for (WebhookType type : values()) {
            if (type.id.equals(id)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
