package io.jenkins.plugins.argoimageupdate.engine.golang;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Compiles a regular expression as Go's {@code regexp} would. RE2/J has its syntax but for a few points, which are settled here:
 * the same name for several groups and long names of Unicode categories are allowed; a backslash before a letter outside ASCII,
 * nesting deeper than 1,000 and repetitions that multiply to more than 1,000 are not.
 */
public final class GoRegexp {

    private static final int MAX_LENGTH = Budget.REGEXP.intValue();
    private static final int MAX_DEPTH = 1_000;
    private static final int MAX_REPETITIONS = 1_000;
    /**
     * Instructions, about: one for each character, three for each sign, times what repeats them. RE2/J goes through signs that follow each
     * other in one recursion, for which a stack of 512 KB has room.
     */
    private static final int MAX_SIZE = Budget.REGEXP.intValue();

    private static final int SIGN = 3;

    private static final int FIRST_NON_ASCII = 0x80;

    private final String source;
    private final StringBuilder translated = new StringBuilder();
    private final Set<String> names = new HashSet<>();
    /** For each open group, the most repetitions in what came before it on its level, and the size of that. */
    private final Deque<Integer> outer = new ArrayDeque<>();

    private final Deque<Long> outerSizes = new ArrayDeque<>();

    private int position;
    private int repetitions = 1;
    private int lastAtom = 1;
    private long size;
    private long lastSize = 1;

    private GoRegexp(String source) {
        this.source = source;
    }

    /** @throws PatternSyntaxException if Go would not compile it either, or if it has more than 4,000 characters */
    public static Pattern compile(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new PatternSyntaxException("longer than " + MAX_LENGTH + " characters");
        }
        return Pattern.compile(new GoRegexp(expression).translate());
    }

    private String translate() {
        while (position < source.length()) {
            switch (source.charAt(position)) {
                case '\\':
                    escape();
                    atom(1);
                    break;
                case '[':
                    characterClass();
                    atom(1);
                    break;
                case '(':
                    open();
                    break;
                case ')':
                    close();
                    break;
                case '{':
                    repetition();
                    break;
                case '*':
                case '+':
                case '?':
                    copy(1);
                    grow(SIGN);
                    break;
                case '|':
                case '^':
                case '$':
                    copy(1);
                    atom(1);
                    grow(SIGN - 1);
                    break;
                default:
                    copy(1);
                    atom(1);
            }
        }
        if (size > MAX_SIZE) {
            throw tooLarge();
        }
        return translated.toString();
    }

    private static PatternSyntaxException tooLarge() {
        return new PatternSyntaxException("expression too large, its repetitions written out");
    }

    private void copy(int length) {
        int end = Math.min(position + length, source.length());
        translated.append(source, position, end);
        position = end;
    }

    private void grow(long more) {
        size += more;
        lastSize += more;
    }

    private void atom(int itsRepetitions) {
        size++;
        lastSize = 1;
        lastAtom = itsRepetitions;
        repetitions = Math.max(repetitions, itsRepetitions);
    }

    private void escape() {
        if (source.startsWith("\\Q", position)) {
            int end = source.indexOf("\\E", position);
            copy(end < 0 ? source.length() : end + 2 - position);
        } else if (source.startsWith("\\p{", position) || source.startsWith("\\P{", position)) {
            category();
        } else if (source.startsWith("\\p", position) || source.startsWith("\\P", position)) {
            shortCategory();
        } else if (source.startsWith("\\x{", position)) {
            int end = source.indexOf('}', position);
            copy(end < 0 ? 2 : end + 1 - position);
        } else {
            if (position + 1 < source.length() && source.charAt(position + 1) >= FIRST_NON_ASCII) {
                throw new PatternSyntaxException("invalid escape sequence", source.substring(position, position + 2));
            }
            boolean assertion = position + 1 < source.length() && "bBAz".indexOf(source.charAt(position + 1)) >= 0;
            size += assertion ? SIGN - 1 : 0;
            copy(2);
        }
    }

    private void category() {
        int end = source.indexOf('}', position);
        if (end < 0) {
            copy(source.length());
            return;
        }
        String name = source.substring(position + 3, end);
        boolean negated = name.startsWith("^");
        translated
                .append(source, position, position + 3)
                .append(negated ? "^" : "")
                .append(UnicodeNames.canonical(negated ? name.substring(1) : name))
                .append('}');
        position = end + 1;
    }

    private void shortCategory() {
        copy(2);
        if (position < source.length() && source.charAt(position) < FIRST_NON_ASCII) {
            translated.append(Character.toUpperCase(source.charAt(position)));
            position++;
        }
    }

    private void characterClass() {
        copy(1);
        if (source.startsWith("^", position)) {
            copy(1);
        }
        boolean first = true;
        while (position < source.length() && (first || source.charAt(position) != ']')) {
            first = false;
            int posixEnd = source.startsWith("[:", position) ? source.indexOf(":]", position) : -1;
            if (posixEnd >= 0) {
                copy(posixEnd + 2 - position);
            } else if (source.charAt(position) == '\\') {
                escapeInClass();
            } else {
                copy(1);
            }
        }
        copy(1);
    }

    private void escapeInClass() {
        if (source.startsWith("\\Q", position)) {
            copy(2);
        } else {
            escape();
        }
    }

    private void open() {
        int nameStart = nameStart();
        int nameEnd = nameStart < 0 ? -1 : source.indexOf('>', nameStart);
        if (nameEnd >= 0) {
            boolean repeated = !names.add(source.substring(nameStart, nameEnd));
            translated.append(repeated ? "(" : source.substring(position, nameEnd + 1));
            position = nameEnd + 1;
        } else if (source.startsWith("(?", position)) {
            int end = position + 2;
            while (end < source.length() && (Character.isLetter(source.charAt(end)) || source.charAt(end) == '-')) {
                end++;
            }
            boolean onlyFlags = end < source.length() && source.charAt(end) == ')';
            copy(end + 1 - position);
            if (onlyFlags) {
                return;
            }
        } else {
            copy(1);
        }
        outer.push(repetitions);
        outerSizes.push(size);
        size = 0;
        if (outer.size() >= MAX_DEPTH) {
            throw new PatternSyntaxException("expression nests too deeply");
        }
        repetitions = 1;
    }

    private int nameStart() {
        if (source.startsWith("(?P<", position)) {
            return position + 4;
        }
        return source.startsWith("(?<", position) ? position + 3 : -1;
    }

    private void close() {
        copy(1);
        int inner = repetitions;
        long innerSize = size;
        repetitions = outer.isEmpty() ? 1 : outer.pop();
        size = outerSizes.isEmpty() ? 0 : outerSizes.pop();
        atom(inner);
        grow(innerSize + 2 * SIGN - 1);
    }

    /** RE2/J does not let a brace be repeated that is not escaped. */
    private void literalBrace() {
        translated.append("\\{");
        position++;
        atom(1);
    }

    private void repetition() {
        int end = source.indexOf('}', position);
        String counts = end < 0 ? "" : source.substring(position + 1, end);
        if (!counts.matches("[0-9]+(,[0-9]*)?")) {
            literalBrace();
            return;
        }
        if (counts.length() > "1000,1000".length()) {
            throw new PatternSyntaxException("invalid repeat count", "{" + counts + "}");
        }
        String[] limits = counts.split(",");
        long most = Long.parseLong(limits[limits.length - 1]);
        copy(end + 1 - position);
        long whole = lastSize * Math.max(1, most);
        size -= lastSize;
        atom(Math.max(1, (int) Math.min(Integer.MAX_VALUE, lastAtom * most)));
        grow(whole);
        if (size > MAX_SIZE) {
            throw tooLarge();
        }
        if (repetitions > MAX_REPETITIONS) {
            throw new PatternSyntaxException("invalid repeat count", "{" + counts + "}");
        }
    }
}
