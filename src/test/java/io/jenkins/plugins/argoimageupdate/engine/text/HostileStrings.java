package io.jenkins.plugins.argoimageupdate.engine.text;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes text that forges or hides something wherever it is shown as it is, and knows it again. The same seed gives the same texts. */
public final class HostileStrings {

    private static final List<String> PIECES = List.of(
            "\u001B[31m",
            "\u001B]8;;http://evil\u0007",
            "\n\nSigned-off-by: Mallory <m@evil.example>",
            "\r[argo-image-update] forged",
            "\u0000",
            "\u0007\b\u007F",
            "\u0085\u009B31m",
            "\u2028\u2029",
            "\u202Egnp.\u2066\u200F\u061C",
            "\uFFFE\uFFFF\uFDD0",
            "\uD800",
            "\uDC00x",
            "$(touch /tmp/pwned)`id`",
            "]]></message><!--",
            "\u001B[8mha:AAAAWB+LCAAAAAAAAP9b85aBtbiIQTGjNKU4P08vOT+vOD8nVc83PyU1x6OyILUoJzMv2y+/JJUBAhiZGBgqihhk0NSjKDWzXb3RdlLBUSYGJk8GtpzUvPSSDB8G5tKinBIGIZ+sxLJE/ZzEvHT94JKizLx0a6BxUmjGOUNodHsLgAzWEgZu/dLi1CL9vNKcHACFIKlWvwAAAA==\u001B[0m",
            "e\u0301🚀日本");

    private static final Pattern LINE = Pattern.compile("[^\\p{Cc}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069"
            + "\\x{D800}-\\x{DFFF}\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]*+");

    private final Random random;

    public HostileStrings(long seed) {
        this.random = new Random(seed);
    }

    /** One text with several such pieces. */
    public String next() {
        StringBuilder text = new StringBuilder("zzz");
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
            text.append(PIECES.get(random.nextInt(PIECES.size()))).append('z');
        }
        return text.toString();
    }

    /** One text with every such piece. */
    public static String all() {
        return String.join("z", PIECES);
    }

    /** Whether a line can be shown as it is; written apart from the code that cleans. */
    public static boolean isFit(String line) {
        return LINE.matcher(line).matches();
    }
}
