package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** Checks of fields of the global configuration, each saying what to write instead. */
final class FieldChecks {

    private FieldChecks() {}

    /** The result of a check for an administrator; for anybody else always fine, whatever is asked. */
    static FormValidation forAdministrator(Supplier<FormValidation> check) {
        try {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER) ? check.get() : FormValidation.ok();
        } catch (RuntimeException | StackOverflowError e) {
            return FormValidation.error(Breakdown.of("The check of this field", e));
        }
    }

    static FormValidation required(String value, String example) {
        return value.isBlank() ? FormValidation.error(Messages.FieldChecks_required(example)) : FormValidation.ok();
    }

    /** @param example of what to write, used in the message */
    static FormValidation url(String value, String example) {
        if (value.isBlank()) {
            return FormValidation.error(Messages.FieldChecks_required(example));
        }
        URI uri;
        try {
            uri = new URI(value.strip());
        } catch (URISyntaxException e) {
            return FormValidation.error(Messages.FieldChecks_url(example));
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !List.of("http", "https").contains(scheme)) {
            return FormValidation.error(Messages.FieldChecks_url(example));
        }
        if (uri.getUserInfo() != null) {
            return FormValidation.error(Messages.FieldChecks_userInfo());
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            return FormValidation.error(Messages.FieldChecks_query());
        }
        if (!ServerAddress.isIn(uri)) {
            return FormValidation.error(Messages.FieldChecks_url(example));
        }
        return scheme.equals("http") ? FormValidation.warning(Messages.FieldChecks_plainHttp()) : FormValidation.ok();
    }

    static FormValidation certificate(String pem) {
        if (pem.isBlank()) {
            return FormValidation.ok();
        }
        if (pem.contains("PRIVATE KEY-----")) {
            return FormValidation.error(Messages.FieldChecks_privateKey());
        }
        try {
            List<X509Certificate> certificates = TlsContexts.certificates(pem);
            X509Certificate first = certificates.get(0);
            return FormValidation.ok(Messages.FieldChecks_certificate(
                    certificates.size(), first.getSubjectX500Principal().getName(), day(first.getNotAfter())));
        } catch (ConfigurationException e) {
            return FormValidation.error(Messages.FieldChecks_noCertificate());
        }
    }

    static FormValidation insecure(boolean value) {
        return value ? FormValidation.warning(Messages.FieldChecks_insecure()) : FormValidation.ok();
    }

    static FormValidation globs(String value) {
        return validation(globProblem(TextList.ofLines(value)));
    }

    /** A malformed glob matches nothing. */
    static Optional<String> globProblem(List<String> globs) {
        return globs.stream()
                .filter(glob -> GlobPattern.compile(glob).isEmpty())
                .findFirst()
                .map(Messages::FieldChecks_glob);
    }

    static FormValidation validation(Optional<String> problem) {
        return problem.map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    /**
     * For setters, which configuration as code calls without the checks of the form.
     *
     * @throws IllegalArgumentException if there is a problem
     */
    static void refuse(Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
    }

    static FormValidation number(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return FormValidation.ok();
            }
        } catch (NumberFormatException e) {
            // the message below says what a number has to be
        }
        return FormValidation.error(Messages.FieldChecks_number(least, most));
    }

    /** A day in words that need no translation, by UTC. */
    static String day(Date date) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(date.toInstant().atZone(ZoneOffset.UTC));
    }
}
