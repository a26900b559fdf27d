package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.List;

/** Where in an Application's manifests an image is written. */
public sealed interface ManifestTarget {

    /** Everything that it names; empty texts for what is left to the default. */
    List<String> names();

    /**
     * Helm parameters or values keys.
     *
     * @param name takes the image without tag; empty for none
     * @param tag takes the tag; empty for none
     * @param spec takes the whole {@code image:tag} instead of the two; empty for none
     */
    record Helm(String name, String tag, String spec) implements ManifestTarget {

        public Helm {
            spec = spec.strip();
        }

        @Override
        public List<String> names() {
            return List.of(name, tag, spec);
        }

        /** These names, and what they leave open from {@code wider}; a spec there gives way to a name or tag here. */
        Helm over(Helm wider) {
            if (!spec.isEmpty()) {
                return this;
            }
            return new Helm(
                    name.isEmpty() ? wider.name : name,
                    tag.isEmpty() ? wider.tag : tag,
                    name.isEmpty() && tag.isEmpty() ? wider.spec : "");
        }

        /** The parameters of an image: {@code image.name} and {@code image.tag} unless its target names others. */
        public static Helm of(ManifestTarget target) {
            Helm named = target instanceof Helm helm ? helm : new Helm("", "", "");
            if (!named.spec.isEmpty()) {
                return new Helm("", "", named.spec);
            }
            return new Helm(
                    named.name.isEmpty() ? "image.name" : named.name,
                    named.tag.isEmpty() ? "image.tag" : named.tag,
                    "");
        }
    }

    /**
     * An entry of Kustomize's {@code images}.
     *
     * @param name the original image name in the manifests; empty when it is the image's own name
     */
    record Kustomize(String name) implements ManifestTarget {

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /** Environment variables of a config management plugin; fields as for {@link Helm}. */
    record Plugin(String name, String tag, String spec) implements ManifestTarget {

        @Override
        public List<String> names() {
            return List.of(name, tag, spec);
        }
    }
}
