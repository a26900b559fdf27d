package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What to say of an Application's annotations that have no effect. */
final class AnnotationWarnings {

    private static final List<String> GIT_ONLY = List.of("git-repository", "git-branch", "write-back-target");

    private final Map<String, String> annotations;

    AnnotationWarnings(Application application) {
        this.annotations = application.annotations();
    }

    /**
     * @param aliases of the images that are watched; empty ones are those of images without
     * @param way how is written back, wherever that is configured
     */
    List<String> of(Collection<String> aliases, WriteBack way) {
        Set<String> inKeys = new TreeSet<>();
        aliases.forEach(alias -> inKeys.add(alias.replace('/', '_')));
        inKeys.remove("");
        List<String> all = new ArrayList<>(new AnnotationKeys(inKeys).unread(annotations.keySet()));
        inKeys.forEach(alias -> all.addAll(unusedBeside(alias)));
        unusedWithoutGit(way).ifPresent(all::add);
        return all;
    }

    /** For an Application that is not watched because it has no image list; empty if it has none of the annotations. */
    Optional<String> passedOver() {
        List<String> own = annotations.keySet().stream()
                .filter(key -> key.startsWith(AnnotationKeys.PREFIX))
                .map(key -> key.substring(AnnotationKeys.PREFIX.length()))
                .sorted()
                .toList();
        if (own.isEmpty() || own.contains("image-list")) {
            return Optional.empty();
        }
        return Optional.of("not watched: it has " + annotations(own) + ", but no image-list"
                + AnnotationKeys.misspelt("image-list", annotations.keySet())
                        .map(key -> ". Is " + key + " a misspelling of it?")
                        .orElse(""));
    }

    private List<String> unusedBeside(String alias) {
        List<String> unused = new ArrayList<>();
        if (isGiven(alias + ".helm.image-spec")) {
            for (String key : List.of(alias + ".helm.image-name", alias + ".helm.image-tag")) {
                if (isGiven(key)) {
                    unused.add("annotation " + key + " is not used: " + alias + ".helm.image-spec takes name and tag");
                }
            }
        }
        if (isGiven(alias + ".tag-match")) {
            String allowTags = alias + ".allow-tags";
            unused.add("annotation " + alias + ".tag-match is the old name of " + allowTags
                    + (isGiven(allowTags) ? ", which is used instead" : ""));
        }
        return unused;
    }

    /** Of what only counts for commits where none are made; what another configuration turned off is no mistake. */
    private Optional<String> unusedWithoutGit(WriteBack way) {
        String method = annotations.getOrDefault(AnnotationKeys.PREFIX + "write-back-method", "");
        List<String> unused = GIT_ONLY.stream().filter(this::isGiven).toList();
        if (way instanceof WriteBack.Git || method.strip().startsWith("git") || unused.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(annotations(unused) + (unused.size() == 1 ? " is" : " are")
                + " not used: nothing is committed without write-back-method: git");
    }

    private boolean isGiven(String key) {
        return !annotations.getOrDefault(AnnotationKeys.PREFIX + key, "").isBlank();
    }

    static String annotations(List<String> keys) {
        return (keys.size() == 1 ? "annotation " : "annotations ") + AnnotationKeys.shortened(keys);
    }
}
