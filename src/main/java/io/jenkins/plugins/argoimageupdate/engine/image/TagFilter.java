package io.jenkins.plugins.argoimageupdate.engine.image;

import com.google.re2j.Pattern;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoRegexp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tags take part at all, by their names: first {@code allow-tags}, then {@code ignore-tags} (Image Updater: {@code
 * options.go}, {@code ParseMatch}; {@code version.go}, {@code IsTagIgnored}).
 */
public final class TagFilter {

    private static final String REGEXP = "regexp";
    private static final int SHOWN = 200;
    private static final int MOST_IGNORED = Budget.IGNORED_TAGS.intValue();

    private final boolean allowsAll;
    private final @Nullable Pattern allowed;
    private final Optional<Refusal> notAllowed;
    private final List<Ignored> ignored;
    private final Map<String, Ignored> ignoredNames;
    private final List<String> warnings;

    private TagFilter(
            boolean allowsAll,
            @Nullable Pattern allowed,
            String written,
            List<Ignored> ignored,
            List<String> warnings) {
        this.allowsAll = allowsAll;
        this.allowed = allowed;
        this.notAllowed = Optional.of(new Refusal(TagVerdict.Outcome.NOT_ALLOWED, written));
        this.ignored = ignored.stream().filter(entry -> entry.glob != null).toList();
        this.ignoredNames = new HashMap<>();
        ignored.stream()
                .filter(entry -> entry.glob == null)
                .forEach(entry -> ignoredNames.putIfAbsent(entry.name, entry));
        this.warnings = warnings;
    }

    /**
     * @param allowTags empty or {@code any} for all tags, or {@code regexp:} and an RE2 expression to be found anywhere in a tag;
     *     anything else allows nothing, and a warning says so
     * @param ignoreTags globs on the whole tag; a malformed one ignores nothing, one of more than 4,000 characters and more than
     *     1,000 of them everything, and a warning says so
     */
    public static TagFilter of(String allowTags, List<String> ignoreTags) {
        List<String> warnings = new ArrayList<>();
        boolean all = allowTags.isEmpty() || allowTags.equalsIgnoreCase("any");
        Pattern allowed = all ? null : expression(allowTags, warnings);
        List<Ignored> ignored = new ArrayList<>();
        if (ignoreTags.size() > MOST_IGNORED) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "ignore-tags has %,d patterns, more than the %,d allowed, and ignores every tag",
                    ignoreTags.size(),
                    MOST_IGNORED));
            ignored.add(
                    Ignored.of(0, GlobPattern.compile("*").orElseThrow(), "more than " + MOST_IGNORED + " patterns"));
        }
        for (String pattern : ignored.isEmpty() ? ignoreTags : List.<String>of()) {
            if (!pattern.isEmpty() && GlobPattern.isLiteral(pattern) && pattern.length() <= GlobPattern.MAX_LENGTH) {
                ignored.add(Ignored.ofName(ignored.size(), pattern));
                warnings.addAll(impossible(pattern));
                continue;
            }
            if (pattern.length() > GlobPattern.MAX_LENGTH) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "ignore-tags pattern '%s' has more than %,d characters and ignores every tag",
                        shown(pattern),
                        GlobPattern.MAX_LENGTH));
                ignored.add(Ignored.of(ignored.size(), GlobPattern.compile("*").orElseThrow(), shown(pattern)));
                continue;
            }
            GlobPattern.compile(pattern)
                    .ifPresentOrElse(
                            glob -> {
                                ignored.add(Ignored.of(ignored.size(), glob, pattern));
                                warnings.addAll(impossible(pattern));
                            },
                            () -> warnings.add(
                                    "ignore-tags pattern '" + shown(pattern) + "' is malformed and ignores nothing"));
        }
        return new TagFilter(all, allowed, allowTags, List.copyOf(ignored), List.copyOf(warnings));
    }

    /** What to do about a pattern of {@code ignore-tags} that there is a warning about. */
    public static String adviceOn(String ignoreTags) {
        boolean several = ignoreTags.indexOf(',') >= 0;
        return several
                ? "List each pattern as a separate entry"
                : GlobPattern.compile(ignoreTags).isPresent()
                        ? "Write a glob on tags alone, such as dev-*"
                        : "Close its brackets";
    }

    /** The same of {@code allow-tags}. */
    public static String adviceOnAllowed(String allowTags) {
        return asksForComma(allowTags)
                ? "Write alternatives as regexp:^(main|dev)-"
                : "Write any, or regexp: and an expression";
    }

    /** A warning of the first character before any brackets that neither a tag nor a glob has, if there is one. */
    private static List<String> impossible(String pattern) {
        int open = pattern.indexOf('[');
        return pattern.substring(0, open < 0 ? pattern.length() : open)
                .codePoints()
                .filter(c -> c > 127 || !Character.isLetterOrDigit(c) && "_.-*?\\".indexOf(c) < 0)
                .limit(1)
                .mapToObj(c -> "ignore-tags pattern '" + shown(pattern) + "' has '" + Character.toString(c)
                        + "', which no tag has, and ignores nothing")
                .toList();
    }

    /** Whether an expression has a comma outside of brackets and braces. */
    private static boolean asksForComma(String expression) {
        char inside = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == ',' && inside == 0) {
                return true;
            }
            if (inside == 0 && (c == '[' || c == '{')) {
                inside = c == '[' ? ']' : '}';
            } else if (c == inside) {
                inside = 0;
            }
        }
        return false;
    }

    private static String shown(String written) {
        return written.length() > SHOWN ? written.substring(0, SHOWN) + "…" : written;
    }

    private static @Nullable Pattern expression(String allowTags, List<String> warnings) {
        int colon = allowTags.indexOf(':');
        if (colon < 0 || !allowTags.substring(0, colon).toLowerCase(Locale.ROOT).equals(REGEXP)) {
            warnings.add("allow-tags '" + shown(allowTags) + "' is not 'any' or 'regexp:…', so it allows no tag");
            return null;
        }
        if (asksForComma(allowTags)) {
            warnings.add("allow-tags '" + shown(allowTags) + "' requires a comma, which no tag contains");
        }
        try {
            return GoRegexp.compile(allowTags.substring(colon + 1));
        } catch (RuntimeException malformed) { // RE2/J has others than its own too
            warnings.add("allow-tags '" + shown(allowTags) + "' allows no tag: " + malformed.getMessage());
            return null;
        }
    }

    /** Why the tag is left out, or empty if it takes part. Builds nothing, so that it can be asked of very many tags. */
    public Optional<Refusal> refusal(String tag) {
        if (!allowsAll && (allowed == null || !allowed.matcher(tag).find())) {
            return notAllowed;
        }
        Ignored name = ignoredNames.get(tag);
        int[] characters = ignored.isEmpty() ? null : tag.codePoints().toArray();
        for (Ignored entry : ignored) {
            if (name != null && name.index < entry.index) {
                break;
            }
            if (entry.glob.matches(characters)) {
                return entry.refusal;
            }
        }
        return name == null ? Optional.empty() : name.refusal;
    }

    /** What the user should know about the filters as written. */
    public List<String> warnings() {
        return warnings;
    }

    /** The expression of {@code allow-tags}; empty if there is none. */
    public Optional<Pattern> expression() {
        return Optional.ofNullable(allowed);
    }

    /**
     * Why a tag is left out.
     *
     * @param detail the filter that decided, as written
     */
    public record Refusal(TagVerdict.Outcome outcome, String detail) {

        /** The verdict on a tag that is refused for this reason. */
        public TagVerdict verdict(String tag) {
            return new TagVerdict(tag, outcome, detail);
        }
    }

    /**
     * An entry of {@code ignore-tags}.
     *
     * @param index among all of them: the first one that matches is told
     * @param glob null where the pattern is the name of a tag
     */
    private record Ignored(int index, @Nullable GlobPattern glob, String name, Optional<Refusal> refusal) {

        static Ignored of(int index, GlobPattern glob, String written) {
            return new Ignored(index, glob, "", Optional.of(new Refusal(TagVerdict.Outcome.IGNORED, written)));
        }

        static Ignored ofName(int index, String name) {
            return new Ignored(index, null, name, Optional.of(new Refusal(TagVerdict.Outcome.IGNORED, name)));
        }
    }
}
