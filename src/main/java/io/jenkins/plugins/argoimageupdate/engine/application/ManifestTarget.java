package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in an Application's manifests an image is written. */
public sealed interface ManifestTarget {

    /** Everything that it names; empty texts for what is left to the default. */
    List<String> names();

    /**
     * Helm parameters or values keys.
     *
     * @param name takes the image without tag; empty for none
     * @param tag takes the tag; empty for none
     * @param spec takes the whole {@code image:tag} instead of the others; empty for none
     * @param registry takes the registry, and {@code name} then takes the rest of the name; empty for none
     * @param digest takes the digest or is emptied where the image has none, and {@code tag} then takes the tag alone; empty for
     *     none. A key {@code sha} takes it without {@code sha256:}
     */
    record Helm(String name, String tag, String spec, String registry, String digest) implements ManifestTarget {

        private static final String DOCKER_HUB = "docker.io";

        public Helm {
            spec = spec.strip();
        }

        public Helm(String name, String tag, String spec) {
            this(name, tag, spec, "", "");
        }

        @Override
        public List<String> names() {
            return List.of(name, tag, spec, registry, digest);
        }

        /** These names, and what they leave open from {@code wider}; a spec there gives way to any name here. */
        public Helm over(Helm wider) {
            if (!spec.isEmpty()) {
                return this;
            }
            return new Helm(
                    name.isEmpty() ? wider.name : name,
                    tag.isEmpty() ? wider.tag : tag,
                    keys().isEmpty() ? wider.spec : "",
                    registry.isEmpty() ? wider.registry : registry,
                    digest.isEmpty() ? wider.digest : digest);
        }

        /** The parameters of an image: {@code image.name} and {@code image.tag} unless its target names others. */
        public static Helm of(@Nullable ManifestTarget target) {
            Helm named = target instanceof Helm helm ? helm : new Helm("", "", "");
            if (!named.spec.isEmpty()) {
                return new Helm("", "", named.spec);
            }
            return new Helm(
                    named.name.isEmpty() ? "image.name" : named.name,
                    named.tag.isEmpty() ? "image.tag" : named.tag,
                    "",
                    named.registry,
                    named.digest);
        }

        /** All that are named. */
        public List<String> keys() {
            return Stream.of(tag, name, spec, registry, digest)
                    .filter(key -> !key.isEmpty())
                    .toList();
        }

        /** What each key that is named takes of an image, the tag first; a tag that the image does not have is left out. */
        public Map<String, String> values(ImageReference image) {
            Map<String, String> values = new LinkedHashMap<>();
            entries(image).forEach(entry -> {
                if (entry.getKey().equals(tag)) {
                    values.put(entry.getKey(), entry.getValue());
                }
            });
            entries(image).forEach(entry -> values.put(entry.getKey(), entry.getValue()));
            return values;
        }

        /** The same in the order in which parameters are added, with a key for each time that it is named. */
        public List<Map.Entry<String, String>> entries(ImageReference image) {
            ImageTag version = image.tag() == null ? ImageTag.ofName("") : image.tag();
            List<Map.Entry<String, String>> entries = new ArrayList<>();
            add(entries, spec, image.withTag(), false);
            add(entries, name, registry.isEmpty() ? image.withoutTag() : image.nameAlone(), false);
            add(entries, registry, image.registry().isEmpty() ? DOCKER_HUB : image.registry(), true);
            add(entries, tag, digest.isEmpty() ? version.withDigest() : version.name(), false);
            add(entries, digest, isBare(digest) ? version.digest().replaceFirst("^.*:", "") : version.digest(), true);
            return entries;
        }

        private static void add(List<Map.Entry<String, String>> entries, String key, String value, boolean evenEmpty) {
            if (!key.isEmpty() && (evenEmpty || !value.isEmpty())) {
                entries.add(Map.entry(key, value));
            }
        }

        /** The key of another name in the place of this one, such as {@code image.digest} beside {@code image.tag}; none in a list. */
        public static Optional<String> beside(String key, String name) {
            boolean named = !key.isEmpty() && !key.endsWith("]");
            return named ? Optional.of(key.substring(0, key.lastIndexOf('.') + 1) + name) : Optional.empty();
        }

        /** {@code @sha256:…} out of what the digest's key holds; empty where it holds nothing. */
        public static String digestSuffix(String value) {
            return value.isEmpty() ? "" : "@" + (value.contains(":") ? value : "sha256:" + value);
        }

        /** Charts with a key {@code sha} write {@code sha256:} themselves. */
        private static boolean isBare(String key) {
            return key.equals("sha") || key.endsWith(".sha");
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
