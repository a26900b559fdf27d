package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Duration;
import java.util.List;

/** Where versions are promoted from. */
public sealed interface Promotion {

    /** In words that "promoted from" precedes, such as {@code shop-staging}. */
    String origin();

    /**
     * From what an Application runs.
     *
     * @param argocd the configured name of its server; empty for the default one
     * @param namespace of the Application resource; empty for that of Argo CD
     * @param soak how long it has to be healthy before; zero for no time
     */
    record FromApplication(String argocd, String namespace, String name, Duration soak) implements Promotion {

        @Override
        public String origin() {
            return namespace.isEmpty() ? name : namespace + "/" + name;
        }
    }

    /** These versions, such as those of an earlier build. */
    record OfVersions(String origin, List<PromotedImage> images) implements Promotion {

        public OfVersions {
            origin = CleanText.line(origin);
            images = List.copyOf(images);
        }
    }
}
