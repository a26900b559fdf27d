package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Content digests as registries write them, {@code sha256:<hex>}. */
public final class Digest {

    private static final Map<String, String> ALGORITHMS = Map.of("sha256", "SHA-256", "sha512", "SHA-512");
    private static final String SHA256 = "sha256:";
    private static final String SHA512 = "sha512:";

    private Digest() {}

    /** Whether it is a whole digest by SHA-256 or SHA-512, with the name of the algorithm. */
    public static boolean isValid(String digest) {
        return digest.startsWith(SHA256) && digest.length() == SHA256.length() + 64 && endsInHex(digest)
                || digest.startsWith(SHA512) && digest.length() == SHA512.length() + 128 && endsInHex(digest);
    }

    private static boolean endsInHex(String digest) {
        for (int i = SHA256.length(); i < digest.length(); i++) {
            if (hexDigit(digest.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The value of a digit as digests have them, in lower case; negative for anything else. */
    public static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** With the name of the algorithm: {@code sha256:…}. */
    public static String sha256(byte[] content) {
        return of("sha256", content);
    }

    /** Whether content has this digest; never for one that is no valid digest. */
    public static boolean matches(String digest, byte[] content) {
        return isValid(digest)
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
