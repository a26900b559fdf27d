package io.jenkins.plugins.argoimageupdate.cli.conformance;

import tools.jackson.databind.JsonNode;

/** Answers the cases of one mode with the product's own code. */
@FunctionalInterface
interface Answerer {

    /**
     * Returns the answer in the shape of the case's {@code expected}. Fields that are null may be left out. An {@link
     * io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException} counts as the answer that it was refused.
     */
    JsonNode answer(JsonNode input) throws InterruptedException;
}
