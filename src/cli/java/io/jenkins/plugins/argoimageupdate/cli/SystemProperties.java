package io.jenkins.plugins.argoimageupdate.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** System properties of Java, which a native executable is told in front of its arguments. */
final class SystemProperties {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    /** What the JDK takes for none. */
    private static final String NO_TRUST_STORE = "NONE";

    private SystemProperties() {}

    /** Whether this is a native executable, and no JVM. */
    static boolean isNative() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }

    /**
     * Sets those in front of the command, such as {@code -Dname=value}. Further behind, they are an argument like others: a reason or a
     * tag that somebody else has written may begin like that.
     *
     * @return the other arguments
     */
    static String[] take(String... arguments) {
        int taken = 0;
        while (taken < arguments.length && arguments[taken].matches("(?s)-D[^=]+=.*")) {
            String[] property = arguments[taken].substring(2).split("=", 2);
            System.setProperty(property[0], property[1]);
            taken++;
        }
        return Arrays.copyOfRange(arguments, taken, arguments.length);
    }

    /** What is wrong with those that are set, and what to do; null if nothing is. The JDK goes on without a trust store that is not there. */
    static @Nullable String problem() {
        String store = System.getProperty(TRUST_STORE, NO_TRUST_STORE);
        if (store.isEmpty() || store.equals(NO_TRUST_STORE) || isReadable(store)) {
            return null;
        }
        return "read the certificate authorities in " + store
                + ": there is no such file, or it may not be read. Correct " + TRUST_STORE;
    }

    private static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
