package io.jenkins.plugins.argoimageupdate.engine.version;

import java.util.Optional;

/**
 * A semantic version, read as loosely as the {@code NewVersion} of Masterminds/semver 3.4.0: a leading {@code v}, one or two
 * numbers instead of three, and leading zeros will do. Numbers have 64 bits without sign. The natural order ignores build
 * metadata, as semver.org asks for.
 */
public final class Version implements Comparable<Version> {

    private static final String[] RELEASE = {};

    private final long major;
    private final long minor;
    private final long patch;
    private final String[] prerelease;

    private Version(long major, long minor, long patch, String[] prerelease) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.prerelease = prerelease;
    }

    /** Returns empty for text that is no version. */
    public static Optional<Version> parse(String text) {
        return new VersionParser(text).parse();
    }

    static Version of(long[] numbers, String prerelease) {
        return new Version(
                numbers[0], numbers[1], numbers[2], prerelease.isEmpty() ? RELEASE : prerelease.split("\\.", -1));
    }

    /** The first number, without sign. */
    public long major() {
        return major;
    }

    /** The second number, without sign. */
    public long minor() {
        return minor;
    }

    long patch() {
        return patch;
    }

    /** Whether it has a part such as {@code -rc.1}; build metadata alone makes none. */
    public boolean isPrerelease() {
        return prerelease.length > 0;
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compareUnsigned(major, other.major);
        if (order == 0) {
            order = Long.compareUnsigned(minor, other.minor);
        }
        if (order == 0) {
            order = Long.compareUnsigned(patch, other.patch);
        }
        return order == 0 ? comparePrerelease(other) : order;
    }

    /** Orders by the pre-release alone; a release comes after all its pre-releases. */
    int comparePrerelease(Version other) {
        if (!isPrerelease() || !other.isPrerelease()) {
            return Boolean.compare(!isPrerelease(), !other.isPrerelease());
        }
        int shared = Math.min(prerelease.length, other.prerelease.length);
        for (int i = 0; i < shared; i++) {
            int order = compareIdentifiers(prerelease[i], other.prerelease[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(prerelease.length, other.prerelease.length);
    }

    private static int compareIdentifiers(String left, String right) {
        boolean leftIsNumber = VersionParser.isNumber(left);
        boolean rightIsNumber = VersionParser.isNumber(right);
        if (leftIsNumber && rightIsNumber) {
            return Long.compareUnsigned(Long.parseUnsignedLong(left), Long.parseUnsignedLong(right));
        }
        if (leftIsNumber || rightIsNumber) {
            return leftIsNumber ? -1 : 1;
        }
        return left.compareTo(right);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(major) * 31 * 31 + Long.hashCode(minor) * 31 + Long.hashCode(patch);
    }

    @Override
    public String toString() {
        String numbers =
                Long.toUnsignedString(major) + "." + Long.toUnsignedString(minor) + "." + Long.toUnsignedString(patch);
        return isPrerelease() ? numbers + "-" + String.join(".", prerelease) : numbers;
    }
}
