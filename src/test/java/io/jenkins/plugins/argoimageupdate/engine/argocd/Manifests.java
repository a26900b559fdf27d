package io.jenkins.plugins.argoimageupdate.engine.argocd;

/** Application resources for tests. */
public final class Manifests {

    private Manifests() {}

    public static String automated(String name) {
        return application(name, "argocd", "\"syncPolicy\":{\"automated\":{}}");
    }

    public static String manual(String name) {
        return application(name, "argocd", "\"syncPolicy\":{}");
    }

    static String inNamespace(String name, String namespace) {
        return application(name, namespace, "\"syncPolicy\":{\"automated\":{}}");
    }

    private static String application(String name, String namespace, String policy) {
        return """
                {"metadata":{"name":"%s","namespace":"%s","labels":{"team":"web"},
                 "annotations":{"argocd-image-updater.argoproj.io/image-list":"frontend=org/frontend"}},
                 "spec":{"project":"default","source":{"repoURL":"http://git.example/web.git","path":".","targetRevision":"main"},
                 "destination":{"server":"https://kubernetes.default.svc","namespace":"web"},%s}}""".formatted(name, namespace, policy);
    }
}
