package io.jenkins.plugins.argoimageupdate.engine.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a thread has sent to a server last out of what it says of the answer: a server may repeat it anywhere, in any spelling. The
 * finished words are masked, as what JSON, an address or a terminal spells in another way is plain text only there.
 */
public final class Secrets {

    private static final String MASK = "****";
    private static final int SHORTEST = 4;
    /** From here on large and small letters are not told apart: host names are in small ones. */
    private static final int LONG = 8;

    private static final ThreadLocal<List<String>> SENT = ThreadLocal.withInitial(List::of);
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private Secrets() {}

    /** A request begins that has these in it, and nothing of those before. */
    public static void sent(Collection<String> secrets) {
        if (secrets.isEmpty()) {
            SENT.remove();
        } else {
            SENT.set(List.copyOf(secrets));
        }
    }

    /** The same request has these in it too, or stands for them as its token does. */
    public static void alsoSent(Collection<String> secrets) {
        Set<String> all = new LinkedHashSet<>(SENT.get());
        all.addAll(secrets);
        sent(all);
    }

    /** Words about an answer without what this thread has sent last; empty for null. */
    public static String masked(@Nullable String text) {
        return masked(text == null ? "" : text, SENT.get());
    }

    /** A text without these secrets, however they are encoded. Shorter ones than four characters stay. */
    public static String masked(String text, Collection<String> secrets) {
        Set<String> spellings = new TreeSet<>(LONGEST_FIRST);
        secrets.forEach(secret -> spell(secret, spellings));
        String masked = text;
        for (String spelling : spellings) {
            masked = spelling.length() < LONG
                    ? masked.replace(spelling, MASK)
                    : Pattern.compile(spelling, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                            .matcher(masked)
                            .replaceAll(MASK);
        }
        return masked;
    }

    private static void spell(String secret, Set<String> spellings) {
        if (secret.length() < SHORTEST) {
            return;
        }
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String bare = secret.replaceFirst("={1,2}$", "");
        List<String> all = List.of(
                secret,
                CleanText.line(secret),
                form,
                form.replace("+", "%20"),
                json,
                json.replace("/", "\\/"),
                bare,
                bare.replace('+', '-').replace('/', '_'));
        all.stream().filter(spelling -> spelling.length() >= SHORTEST).forEach(spellings::add);
    }
}
