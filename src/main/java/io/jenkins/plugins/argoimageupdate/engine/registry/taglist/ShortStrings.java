package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.io.IOException;
import java.io.Reader;

/** JSON whose texts are cut off where they are longer than any name of a tag, so that no parser has to keep them. */
final class ShortStrings extends Reader {

    /** Characters and escapes; a character beyond the first 65,536 takes two escapes. */
    private static final long LONGEST = Budget.TAG_NAME.value() + 1;

    private static final int DIGITS = 4;

    private final Reader json;
    private boolean text;
    private long length;
    /** Whether the last character or escape belongs to what is kept. */
    private boolean keeping;
    /** Whether the next character follows a backslash. */
    private boolean escaped;
    /** Digits that belong to the last escape. */
    private int digits;

    ShortStrings(Reader json) {
        this.json = json;
    }

    @Override
    public int read(char[] into, int offset, int most) throws IOException {
        int kept = 0;
        while (kept == 0 && most > 0) {
            int some = json.read(into, offset, most);
            if (some < 0) {
                return -1;
            }
            kept = shorten(into, offset, offset + some) - offset;
        }
        return kept;
    }

    /** Moves what is kept to the front; where that ends. */
    private int shorten(char[] chars, int start, int end) {
        int kept = start;
        int next = start;
        while (next < end) {
            int ordinary = ordinary(chars, next, end);
            if (kept < next) {
                System.arraycopy(chars, next, chars, kept, ordinary - next);
            }
            kept += ordinary - next;
            next = ordinary;
            if (next < end) {
                char c = chars[next++];
                if (isKept(c)) {
                    chars[kept++] = c;
                }
            }
        }
        return kept;
    }

    /** The end of characters that are kept and change nothing, most of which are those of short texts. */
    private int ordinary(char[] chars, int start, int end) {
        int next = start;
        if (!text) {
            while (next < end && chars[next] != '"') {
                next++;
            }
        } else if (!escaped && digits == 0 && length < LONGEST) {
            int stop = (int) Math.min(end, start + LONGEST - length);
            while (next < stop && chars[next] != '"' && chars[next] != '\\') {
                next++;
            }
            length += next - start;
        }
        return next;
    }

    private boolean isKept(char c) {
        if (!text) {
            text = c == '"';
            length = 0;
            return true;
        }
        if (escaped) {
            escaped = false;
            digits = c == 'u' && keeping ? DIGITS : 0;
            return keeping;
        }
        if (digits > 0) {
            digits--;
            return true;
        }
        if (c == '"') {
            text = false;
            return true;
        }
        escaped = c == '\\';
        keeping = length < LONGEST;
        length++;
        return keeping;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
