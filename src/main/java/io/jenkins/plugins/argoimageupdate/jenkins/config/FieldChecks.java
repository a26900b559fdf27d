package io.jenkins.plugins.argoimageupdate.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** Checks of fields of the global configuration, each saying what to write instead. */
final class FieldChecks {

    private static final Pattern WEB = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("^[^/?#]*//[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("[?#]");

    private FieldChecks() {}

    /** The result of a check for an administrator, of an empty value where there is none; for anybody else always fine, whatever is asked. */
    static FormValidation forAdministrator(@CheckForNull String value, Function<String, FormValidation> check) {
        return forAdministrator(() -> check.apply(Util.fixNull(value)));
    }

    /** The same of something else than a text. */
    static FormValidation forAdministrator(Supplier<FormValidation> check) {
        try {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER) ? check.get() : FormValidation.ok();
        } catch (RuntimeException | StackOverflowError e) {
            return FormValidation.error(Breakdown.of("The check of this field", e));
        }
    }

    static FormValidation required(String value, String example) {
        return validation(requiredProblem(value, example));
    }

    static Optional<String> requiredProblem(String value, String example) {
        return value.isBlank() ? Optional.of(Messages.FieldChecks_required(example)) : Optional.empty();
    }

    /** @param example of what to write, used in the message */
    static FormValidation url(String value, String example) {
        Optional<String> problem = addressProblem(value, example);
        if (problem.isPresent()) {
            return FormValidation.error(problem.get());
        }
        return value.strip().toLowerCase(Locale.ROOT).startsWith("http:")
                ? FormValidation.warning(Messages.FieldChecks_plainHttp())
                : FormValidation.ok();
    }

    /** What keeps a server from being reached by an address: the rule is that of {@link ServerAddress#ofWeb}. The address is not repeated. */
    static Optional<String> addressProblem(String value, String example) {
        if (value.isBlank()) {
            return requiredProblem(value, example);
        }
        try {
            ServerAddress.ofWeb(value, "read an address");
            return Optional.empty();
        } catch (ConfigurationException e) {
            if (USER_INFO.matcher(value.strip()).find()) {
                return Optional.of(Messages.FieldChecks_userInfo());
            }
            boolean web = WEB.matcher(value.strip()).find();
            return Optional.of(
                    web && QUERY.matcher(value).find()
                            ? Messages.FieldChecks_query()
                            : Messages.FieldChecks_url(example));
        }
    }

    static FormValidation certificate(String pem) {
        Optional<String> problem = certificateProblem(pem);
        if (problem.isPresent() || pem.isBlank()) {
            return validation(problem);
        }
        List<X509Certificate> certificates = TlsContexts.certificates(pem);
        X509Certificate first = certificates.get(0);
        return FormValidation.ok(Messages.FieldChecks_certificate(
                certificates.size(), first.getSubjectX500Principal().getName(), day(first.getNotAfter())));
    }

    static Optional<String> certificateProblem(String pem) {
        if (pem.isBlank()) {
            return Optional.empty();
        }
        if (pem.contains("PRIVATE KEY-----")) {
            return Optional.of(Messages.FieldChecks_privateKey());
        }
        try {
            TlsContexts.certificates(pem);
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.of(Messages.FieldChecks_noCertificate());
        }
    }

    static FormValidation insecure(boolean value) {
        return value ? FormValidation.warning(Messages.FieldChecks_insecure()) : FormValidation.ok();
    }

    /** A malformed glob matches nothing. */
    static Optional<String> globProblem(List<String> globs) {
        return globs.stream()
                .filter(glob -> GlobPattern.compile(glob).isEmpty())
                .findFirst()
                .map(Messages::FieldChecks_glob);
    }

    /** Entries of a list as people write them, see {@link TextList#ofLines}; in a list that may be changed. Null as empty. */
    static List<String> lines(@CheckForNull List<String> texts) {
        return texts == null ? new ArrayList<>() : TextList.ofLines(texts);
    }

    static FormValidation validation(Optional<String> problem) {
        return problem.map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    static FormValidation number(String value, int least, int most) {
        try {
            return validation(numberProblem(Integer.parseInt(value.strip()), least, most));
        } catch (NumberFormatException e) {
            return FormValidation.error(Messages.FieldChecks_number(least, most));
        }
    }

    static Optional<String> numberProblem(int number, int least, int most) {
        return number >= least && number <= most
                ? Optional.empty()
                : Optional.of(Messages.FieldChecks_number(least, most));
    }

    /** A day in words that need no translation, by UTC. */
    static String day(Date date) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(date.toInstant().atZone(ZoneOffset.UTC));
    }
}
