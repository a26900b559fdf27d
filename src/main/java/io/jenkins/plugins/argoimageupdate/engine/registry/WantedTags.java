package io.jenkins.plugins.argoimageupdate.engine.registry;

/** Which tags are looked for. To ask about very many can take long, and is ended by an interrupt. */
@FunctionalInterface
public interface WantedTags {

    /** Whether a tag is one of them. */
    boolean include(String tag) throws InterruptedException;
}
