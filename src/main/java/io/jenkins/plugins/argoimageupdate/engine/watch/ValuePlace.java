package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;

/** Where a value is written: a line of a file, or an argument of a step. */
public interface ValuePlace {

    /**
     * The exception that refuses the value and names the place.
     *
     * @param answer what is wrong with the value, as a sentence about it without a full stop
     * @param advice one imperative sentence without a full stop
     */
    ConfigurationException unusable(String answer, String advice);
}
