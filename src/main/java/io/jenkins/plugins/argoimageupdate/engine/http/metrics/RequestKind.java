package io.jenkins.plugins.argoimageupdate.engine.http.metrics;

/** What a request is for. */
public enum RequestKind {
    TAGS(Service.REGISTRY),
    DIGEST(Service.REGISTRY),
    MANIFEST(Service.REGISTRY),
    BLOB(Service.REGISTRY),
    TOKEN(Service.REGISTRY),
    PUSH_TIMES(Service.REGISTRY),
    /** What branches there are, which comes before each fetch and push. */
    LIST_REFS(Service.GIT),
    /** Over SSH a session, in which the branches are listed too; likewise for {@link #PUSH}. */
    FETCH(Service.GIT),
    PUSH(Service.GIT),
    LOGIN(Service.ARGO_CD),
    READ(Service.ARGO_CD),
    /** A stream of changes, which stays open. */
    WATCH(Service.ARGO_CD),
    WRITE(Service.ARGO_CD);

    private final Service service;

    RequestKind(Service service) {
        this.service = service;
    }

    /** The kind of server that is asked. */
    public Service service() {
        return service;
    }

    /** A kind of server. */
    public enum Service {
        REGISTRY,
        GIT,
        ARGO_CD
    }
}
