package io.jenkins.plugins.argoimageupdate.engine.golang.template;

/** One {@code %…} of a format: its flags, width, precision and verb. */
final class Directive {

    boolean minus;
    boolean plus;
    boolean sharp;
    boolean space;
    boolean zero;

    /** -1 for none. */
    int width = -1;

    /** -1 for none. */
    int precision = -1;

    /** As a code point. */
    int verb = 'v';

    /** Takes a flag; returns whether it is one. */
    boolean flag(char c) {
        switch (c) {
            case '-' -> {
                minus = true;
                zero = false;
            }
            case '+' -> plus = true;
            case '#' -> sharp = true;
            case ' ' -> space = true;
            case '0' -> zero = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The same with another verb. */
    Directive as(char other) {
        Directive copy = new Directive();
        copy.minus = minus;
        copy.plus = plus;
        copy.sharp = sharp;
        copy.space = space;
        copy.zero = zero;
        copy.width = width;
        copy.precision = precision;
        copy.verb = other;
        return copy;
    }

    /** Fills up to the width, which counts characters. */
    String padded(String bytes, boolean zerosAllowed) {
        int missing = width - Bytes.characters(bytes);
        if (missing <= 0) {
            return bytes;
        }
        if (minus) {
            return bytes + " ".repeat(missing);
        }
        if (!zero || !zerosAllowed) {
            return " ".repeat(missing) + bytes;
        }
        boolean signed = !bytes.isEmpty() && "+- ".indexOf(bytes.charAt(0)) >= 0;
        return signed ? bytes.charAt(0) + "0".repeat(missing) + bytes.substring(1) : "0".repeat(missing) + bytes;
    }
}
