package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Util;
import java.util.Optional;

/**
 * An entry of the configuration that is being set, by the form, by configuration as code or by a script. What can never work is refused
 * in the words of the form's checks, after the name of the entry and of its field.
 *
 * @param name such as {@code registry 'ghcr.io'}
 */
record Entry(String name) {

    /** @throws IllegalArgumentException if there is a problem */
    void refuse(String field, Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new IllegalArgumentException(Messages.FieldChecks_entry(name, field, text));
        });
    }

    /**
     * An address without space around it and slashes at its end; null as empty.
     *
     * @param example of what to write, used in the message
     * @throws IllegalArgumentException if it is not empty, and no server can be reached by it
     */
    String address(String field, String url, String example) {
        String text = Util.fixNull(url).strip();
        refuse(field, text.isEmpty() ? Optional.empty() : FieldChecks.addressProblem(text, example));
        return text.replaceFirst("(?<!/)/+$", "");
    }

    /**
     * Certificates without space around them; null as empty.
     *
     * @throws IllegalArgumentException if there is none in it, or a private key, which would be kept and exported as it is
     */
    String certificate(String field, String pem) {
        String text = Util.fixNull(pem).strip();
        refuse(field, FieldChecks.certificateProblem(text));
        return text;
    }

    /** @throws IllegalArgumentException if the number is not between both, which it may be equal to */
    int number(String field, int number, int least, int most) {
        refuse(field, FieldChecks.numberProblem(number, least, most));
        return number;
    }
}
