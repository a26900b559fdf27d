package io.jenkins.plugins.argoimageupdate.engine.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inputs as texts. A small file can stand for a big one: {@code §3000{ab}} is {@code ab} 3,000 times, so that a fuzzer that changes a
 * digit changes a size.
 */
public final class FuzzInput {

    /** Less while fuzzing, which would else change little but the biggest. */
    private static final int MAX_LENGTH = Integer.getInteger("fuzz.longest", 4_000_000);

    private static final Pattern REPEATED = Pattern.compile("§([0-9]{1,7})\\{([^}]*)}");

    private FuzzInput() {}

    /** The text, with its repetitions written out as far as that has room. */
    public static String text(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Matcher repeated = REPEATED.matcher(text);
        StringBuilder whole = new StringBuilder();
        int end = 0;
        while (repeated.find()) {
            whole.append(text, end, repeated.start());
            end = repeated.end();
            String part = repeated.group(2);
            int room = (MAX_LENGTH - whole.length()) / Math.max(1, part.length());
            whole.append(part.repeat(Math.max(0, Math.min(Integer.parseInt(repeated.group(1)), room))));
        }
        return whole.append(text, end, text.length()).toString();
    }

    /** The same as bytes; an input that is no UTF-8 stays as it is. */
    public static byte[] bytes(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') >= 0 || text.indexOf('§') < 0
                ? input
                : text(input).getBytes(StandardCharsets.UTF_8);
    }

    /** The lines of a text, at least that many, the missing ones empty; the last one is the whole rest. */
    public static String[] lines(String text, int count) {
        String[] lines = text.split("\n", count);
        String[] all = new String[count];
        for (int i = 0; i < count; i++) {
            all[i] = i < lines.length ? lines[i] : "";
        }
        return all;
    }
}
