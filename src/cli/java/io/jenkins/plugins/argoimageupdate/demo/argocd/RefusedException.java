package io.jenkins.plugins.argoimageupdate.demo.argocd;

/** A request that is answered with an error. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiAnswer answer;

    RefusedException(ApiAnswer answer) {
        super(answer.body());
        this.answer = answer;
    }

    ApiAnswer answer() {
        return answer;
    }
}
