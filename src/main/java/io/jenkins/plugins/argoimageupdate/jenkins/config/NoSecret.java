package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Util;
import java.util.regex.Pattern;

/** Keeps secrets out of fields that are stored and exported as plain text. */
final class NoSecret {

    private static final Pattern USER_INFO = Pattern.compile("^[^/?#]*//[^/?#]*@");

    private NoSecret() {}

    /**
     * The text without space around it; null as empty.
     *
     * @throws IllegalArgumentException if it holds a private key
     */
    static String certificate(String pem) {
        if (Util.fixNull(pem).contains("PRIVATE KEY-----")) {
            throw new IllegalArgumentException(Messages.FieldChecks_privateKey());
        }
        return Util.fixNull(pem).strip();
    }

    /**
     * The address without space around it and slashes at its end; null as empty.
     *
     * @throws IllegalArgumentException if it has a user name, which would bring its password along
     */
    static String address(String url) {
        String text = Util.fixNull(url).strip();
        if (USER_INFO.matcher(text).find()) {
            throw new IllegalArgumentException(Messages.FieldChecks_userInfo());
        }
        return text.replaceFirst("(?<!/)/+$", "");
    }
}
