package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

/** A poll has turned out to need a server that others wait for already: it gives its place to others and is done again later. */
final class StepBackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepBackException(String server) {
        super(server + " does not answer, and others wait for it", null, false, false);
    }
}
