package io.jenkins.plugins.argoimageupdate.engine.version;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * One comparison of a version constraint, such as {@code >=1.2}.
 *
 * @param version what is compared with; numbers that are left open are 0
 * @param open the first number that is left out or written {@code x}, {@code X} or {@code *}
 */
record VersionTerm(String operator, Version version, Open open) {

    private static final Pattern SYNTAX = Pattern.compile("([^0-9|xX*v\\s]*)\\s*"
            + "(v?([0-9|xX*]+)(\\.[0-9|xX*]+)?(\\.[0-9|xX*]+)?(-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?)");

    /** Where a version is left open. */
    enum Open {
        MAJOR,
        MINOR,
        PATCH,
        NOTHING
    }

    /** Reads a text that has the shape of a term; returns empty if its version is none, such as {@code >1x}. */
    static Optional<VersionTerm> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String major = matcher.group(3);
        String minor = matcher.group(4);
        String prerelease = matcher.group(6) == null ? "" : matcher.group(6);
        Open open;
        String version;
        if (isOpen(major)) {
            open = Open.MAJOR;
            version = "0.0.0" + prerelease;
        } else if (isOpen(minor)) {
            open = Open.MINOR;
            version = major + ".0.0" + prerelease;
        } else if (isOpen(matcher.group(5))) {
            open = Open.PATCH;
            version = major + minor + ".0" + prerelease;
        } else {
            open = Open.NOTHING;
            version = matcher.group(2);
        }
        return Version.parse(version).map(parsed -> new VersionTerm(matcher.group(1), parsed, open));
    }

    private static boolean isOpen(String number) {
        return number == null || number.matches("\\.?[xX*]");
    }

    boolean namesPrerelease() {
        return version.isPrerelease();
    }

    /** Whether a version qualifies, pre-releases apart. */
    boolean allows(Version other) {
        switch (operator) {
            case "":
            case "=":
                return open == Open.NOTHING ? other.equals(version) : allowedByTilde(other);
            case "!=":
                return allowedByNotEqual(other);
            case ">":
                return allowedByGreater(other);
            case "<":
                return other.compareTo(version) < 0;
            case ">=":
            case "=>":
                return other.compareTo(version) >= 0;
            case "<=":
            case "=<":
                return allowedByLessOrEqual(other);
            case "~":
            case "~>":
                return allowedByTilde(other);
            case "^":
                return allowedByCaret(other);
            default:
                throw new IllegalStateException("operator " + operator);
        }
    }

    /** With everything open, only the three zeros that stand for it are unequal. */
    private boolean allowedByNotEqual(Version other) {
        if (open == Open.NOTHING || open == Open.MAJOR) {
            return !other.equals(version);
        }
        if (other.major() != version.major()) {
            return true;
        }
        if (open == Open.MINOR) {
            return false;
        }
        return other.minor() != version.minor() || other.comparePrerelease(version) != 0;
    }

    private boolean allowedByGreater(Version other) {
        if (other.major() != version.major() || open == Open.NOTHING || open == Open.MAJOR) {
            return other.compareTo(version) > 0;
        }
        return open == Open.PATCH && Long.compareUnsigned(other.minor(), version.minor()) > 0;
    }

    private boolean allowedByLessOrEqual(Version other) {
        if (open == Open.NOTHING) {
            return other.compareTo(version) <= 0;
        }
        int major = Long.compareUnsigned(other.major(), version.major());
        return major < 0
                || major == 0 && (open == Open.MINOR || Long.compareUnsigned(other.minor(), version.minor()) <= 0);
    }

    private boolean allowedByTilde(Version other) {
        if (other.compareTo(version) < 0) {
            return false;
        }
        boolean fixed = open == Open.NOTHING || open == Open.MAJOR;
        if (fixed && version.major() == 0 && version.minor() == 0 && version.patch() == 0) {
            return true;
        }
        return other.major() == version.major() && (open == Open.MINOR || other.minor() == version.minor());
    }

    private boolean allowedByCaret(Version other) {
        if (other.compareTo(version) < 0) {
            return false;
        }
        if (open == Open.MINOR || version.major() != 0) {
            return other.major() == version.major();
        }
        if (other.major() != 0) {
            return false;
        }
        if (open == Open.PATCH || version.minor() != 0) {
            return other.minor() == version.minor();
        }
        return other.minor() == 0 && other.patch() == version.patch();
    }
}
