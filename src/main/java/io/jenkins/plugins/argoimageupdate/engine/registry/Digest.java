package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Content digests as registries write them, {@code sha256:<hex>}. */
final class Digest {

    private static final Pattern FORM = Pattern.compile("(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})");
    private static final Map<String, String> ALGORITHMS = Map.of("sha256", "SHA-256", "sha512", "SHA-512");

    private Digest() {}

    static boolean isValid(String digest) {
        return FORM.matcher(digest).matches();
    }

    static String sha256(byte[] content) {
        return of("sha256", content);
    }

    /** Whether content has this digest; never for one that is no valid digest. */
    static boolean matches(String digest, byte[] content) {
        Matcher matcher = FORM.matcher(digest);
        return matcher.matches()
                && of(digest.substring(0, digest.indexOf(':')), content).equals(digest);
    }

    private static String of(String algorithm, byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance(ALGORITHMS.get(algorithm)).digest(content);
            return algorithm + ":" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
