package io.jenkins.plugins.argoimageupdate.engine.image;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;

/** The grammar of tags and digests (OCI distribution specification 1.1, "Pulling manifests"; OCI image specification, "Digests"). */
public final class TagName {

    /** Characters of a tag. */
    public static final int LONGEST = Budget.TAG_NAME.intValue();

    private static final int LONGEST_DIGEST = 200;

    private TagName() {}

    /** Whether it is {@code [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}}. */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.charAt(0) == '.' || name.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Whether it is an algorithm, a colon and digits of base 16 or 64, as {@code sha256:6c3c624b58db…}. */
    public static boolean isDigest(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1 || text.length() > LONGEST_DIGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean joint = i < colon ? "+._-".indexOf(c) >= 0 : "=_-".indexOf(c) >= 0;
            if (i != colon && !isLetterOrDigit(c) && !joint) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
