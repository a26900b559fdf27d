package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which annotations of the Image Updater there are, and what was probably meant by others. Those of other versions are in the Image
 * Updater's history of {@code pkg/common/constants.go}.
 */
final class AnnotationKeys {

    static final String PREFIX = "argocd-image-updater.argoproj.io/";

    private static final Set<String> APPLICATION_ONLY =
            Set.of("image-list", "write-back-method", "write-back-target", "git-branch", "git-repository");
    private static final Set<String> BOTH =
            Set.of("update-strategy", "allow-tags", "ignore-tags", "force-update", "pull-secret");
    private static final Set<String> IMAGE_ONLY = Set.of(
            "tag-match",
            "platforms",
            "helm.image-name",
            "helm.image-tag",
            "helm.image-spec",
            "helm.image-registry",
            "helm.image-digest",
            "kustomize.image-name");
    private static final Set<String> APPLICATION = union(APPLICATION_ONLY, BOTH);
    private static final Set<String> IMAGE = union(BOTH, IMAGE_ONLY);
    private static final Set<String> ELSEWHERE_APPLICATION =
            Set.of("pullsecrets", "git-credentials", "git-write-branch", "chart-version", "semver-transformer");
    private static final Set<String> ELSEWHERE_IMAGE = Set.of(
            "match",
            "sort",
            "registry-prefix",
            "semver-transformer",
            "source-index",
            "helm.source-index",
            "helm.release-name");
    private static final int MISSPELT_PREFIX = 6;

    /** What was meant takes long to find where there are many aliases, and nobody reads more. */
    private static final int MOST_SAID = Budget.UNREAD_ANNOTATIONS.intValue();

    private final Set<String> aliases;

    /** @param aliases of the images that are watched, as written in keys */
    AnnotationKeys(Set<String> aliases) {
        this.aliases = aliases;
    }

    /** What to say of those annotations that nothing reads, of a few if there are many; in the order of their keys, those of other versions last. */
    List<String> unread(Collection<String> annotations) {
        SortedMap<String, Supplier<String>> unread = new TreeMap<>();
        List<String> elsewhere = new ArrayList<>();
        for (String annotation : annotations) {
            String key = annotation.startsWith(PREFIX) ? annotation.substring(PREFIX.length()) : "";
            if (key.isEmpty()) {
                misspeltPrefix(annotation).ifPresent(sentence -> unread.put(annotation, () -> sentence));
            } else if (isElsewhere(key)) {
                elsewhere.add(key);
            } else if (!isRead(key)) {
                unread.put(key, () -> "annotation " + key + " is not read: " + problem(key));
            }
        }
        List<String> all = unread.values().stream()
                .limit(MOST_SAID)
                .map(Supplier::get)
                .collect(Collectors.toCollection(ArrayList::new));
        if (unread.size() > MOST_SAID) {
            all.add(String.format(Locale.ROOT, "and %,d more annotations are not read", unread.size() - MOST_SAID));
        }
        if (!elsewhere.isEmpty()) {
            elsewhere.sort(Comparator.naturalOrder());
            all.add(AnnotationWarnings.annotations(elsewhere)
                    + ": known to other versions of the Image Updater, not read here");
        }
        return all;
    }

    /** The key that may be meant by one of these, where it is missing. */
    static Optional<String> misspelt(String key, Collection<String> annotations) {
        return annotations.stream()
                .filter(annotation -> annotation.startsWith(PREFIX))
                .map(annotation -> annotation.substring(PREFIX.length()))
                .filter(other -> !APPLICATION.contains(other)
                        && SpellingSuggestion.near(other, APPLICATION)
                                .filter(key::equals)
                                .isPresent())
                .min(Comparator.naturalOrder());
    }

    private boolean isRead(String key) {
        String setting = setting(key, IMAGE);
        return APPLICATION.contains(key) || !setting.isEmpty() && aliases.contains(alias(key, setting));
    }

    private String problem(String key) {
        String setting = setting(key, IMAGE);
        if (setting.isEmpty()) {
            return unknown(key);
        }
        String alias = alias(key, setting);
        return alias.isEmpty()
                ? "it needs the alias of an image in front. " + withAlias(setting)
                : "no image has the alias '" + alias + "'. " + withAlias(alias, setting);
    }

    private String unknown(String key) {
        String general = setting(key, APPLICATION_ONLY);
        if (!general.isEmpty()) {
            return "it applies to the whole Application. Write " + general;
        }
        Set<String> known = new LinkedHashSet<>(APPLICATION);
        aliases.forEach(alias -> IMAGE.forEach(setting -> known.add(alias + "." + setting)));
        return "there is no such annotation"
                + SpellingSuggestion.near(key, known)
                        .map(near -> ". Did you mean " + near + "?")
                        .orElse("");
    }

    private String withAlias(String setting) {
        return switch (aliases.size()) {
            case 0 -> "Write <alias>=<image> in image-list, and <alias>." + setting;
            case 1 -> "Did you mean " + aliases.iterator().next() + "." + setting + "?";
            default -> "Write <alias>." + setting + "; the aliases are " + listed();
        };
    }

    private String withAlias(String wrong, String setting) {
        if (aliases.isEmpty()) {
            return "Write " + wrong + "=<image> in image-list";
        }
        return SpellingSuggestion.near(wrong, aliases)
                .map(alias -> "Did you mean " + alias + "." + setting + "?")
                .orElse((aliases.size() == 1 ? "The only alias is " : "The aliases are ") + listed());
    }

    private String listed() {
        return shortened(aliases.stream().sorted().toList());
    }

    /** The first ones, and how many more there are. */
    static String shortened(List<String> words) {
        return words.size() <= MOST_SAID
                ? String.join(", ", words)
                : String.format(
                        Locale.ROOT,
                        "%s and %,d more",
                        String.join(", ", words.subList(0, MOST_SAID)),
                        words.size() - MOST_SAID);
    }

    private boolean isElsewhere(String key) {
        return ELSEWHERE_APPLICATION.contains(key)
                || ELSEWHERE_IMAGE.stream().anyMatch(setting -> key.endsWith("." + setting))
                        && setting(key, IMAGE).isEmpty();
    }

    /** The one of {@code settings} that a key ends with, after an alias or alone; the longest, and empty for none. */
    private static String setting(String key, Set<String> settings) {
        return settings.stream()
                .filter(setting -> key.equals(setting) || key.endsWith("." + setting))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static String alias(String key, String setting) {
        return key.equals(setting) ? "" : key.substring(0, key.length() - setting.length() - 1);
    }

    private static Optional<String> misspeltPrefix(String annotation) {
        int slash = annotation.indexOf('/');
        String prefix = annotation.substring(0, slash + 1);
        boolean near = prefix.length() > PREFIX.length() - MISSPELT_PREFIX
                && SpellingSuggestion.near(prefix, Set.of(PREFIX)).isPresent();
        return near
                ? Optional.of("annotation " + annotation + " is not read: the prefix is " + PREFIX)
                : Optional.empty();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
