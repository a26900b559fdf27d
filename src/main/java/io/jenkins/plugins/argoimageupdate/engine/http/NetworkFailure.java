package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.ProxyRefusedException;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * An I/O error in words for the user.
 *
 * @param answer what happened, naming the host
 * @param advice what to do, without a full stop
 * @param transientFailure whether the same request may well succeed in a moment
 */
public record NetworkFailure(Reason reason, @Nullable String answer, String advice, boolean transientFailure) {

    private static final String USE_HTTP = "Use an http:// address if that is intended";

    /** What is said is without the credentials that the server may have repeated, see {@link Secrets}. */
    public NetworkFailure {
        answer = Secrets.masked(CleanText.line(answer));
    }

    /** Whether the server was asked over TLS and speaks plain HTTP, so that another address would help. */
    public boolean speaksPlainHttp() {
        return advice.equals(USE_HTTP);
    }

    /** Translates a failure of an exchange with {@code host} (a host name, with port if it is not the usual one). */
    public static NetworkFailure of(@Nullable IOException failure, String host) {
        if (failure instanceof RedirectFailedException redirect) {
            return redirect.describe(host);
        }
        if (failure instanceof BodyTooLargeException || failure instanceof RedirectRefusedException) {
            return new NetworkFailure(
                    Reason.MALFORMED_ANSWER,
                    host + ": " + failure.getMessage(),
                    "Check the address, and which server answers there",
                    false);
        }
        Optional<ProxyRefusedException> proxy = cause(failure, ProxyRefusedException.class);
        if (proxy.isPresent()) {
            return new NetworkFailure(
                    Reason.UNAUTHORIZED, proxy.get().getMessage(), proxy.get().advice(), false);
        }
        Optional<WrongSchemeException> scheme = cause(failure, WrongSchemeException.class);
        if (scheme.isPresent()) {
            return ofScheme(scheme.get(), host);
        }
        if (cause(failure, UnknownHostException.class).isPresent()
                || cause(failure, UnresolvedAddressException.class).isPresent()) {
            return new NetworkFailure(
                    Reason.UNREACHABLE,
                    "host " + host + " is unknown",
                    "Check the name for typing errors, and the DNS and proxy settings of this machine",
                    false);
        }
        Optional<SSLException> tls = cause(failure, SSLException.class);
        if (tls.isPresent() && !isConnectionLoss(tls.get())) {
            return tls(tls.get(), host);
        }
        return ofConnection(failure, host);
    }

    private static NetworkFailure ofConnection(IOException failure, String host) {
        Optional<TimedOutException> late = cause(failure, TimedOutException.class);
        if (late.isPresent()) {
            return late.get().describe(host);
        }
        if (cause(failure, HttpConnectTimeoutException.class).isPresent()) {
            return new NetworkFailure(
                    Reason.TIMEOUT,
                    "no connection to " + host + " in time",
                    "Check that this machine may reach it (firewall, proxy)",
                    true);
        }
        if (cause(failure, HttpTimeoutException.class).isPresent()) {
            return new NetworkFailure(
                    Reason.TIMEOUT, "no answer from " + host + " in time", "Check the load of the server", true);
        }
        if (failure instanceof MalformedURLException) {
            return new NetworkFailure(
                    Reason.MALFORMED_ANSWER,
                    "the address cannot be reached: " + host + " (" + failure.getMessage() + ")",
                    "Correct the address, or the server that redirects to it",
                    false);
        }
        if (cause(failure, ProtocolException.class).isPresent()) {
            return new NetworkFailure(
                    Reason.MALFORMED_ANSWER,
                    host + " breaks the rules of HTTP (" + failure.getMessage() + ")",
                    "Check the address, and which server answers there",
                    false);
        }
        if (cause(failure, ConnectException.class).isPresent()) {
            return new NetworkFailure(
                    Reason.UNREACHABLE,
                    "connection to " + host + " refused",
                    "Check host and port, and that the server is up",
                    true);
        }
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new NetworkFailure(
                Reason.UNREACHABLE,
                "connection to " + host + " broke (" + detail + ")",
                "Check the network and any proxy between",
                true);
    }

    private static NetworkFailure ofScheme(WrongSchemeException failure, String host) {
        return failure.isPlain()
                ? new NetworkFailure(Reason.UNTRUSTED_CERTIFICATE, host + " " + failure.getMessage(), USE_HTTP, false)
                : new NetworkFailure(
                        Reason.INVALID_CONFIGURATION,
                        host + " " + failure.getMessage(),
                        "Use an https:// address",
                        false);
    }

    private static NetworkFailure tls(SSLException failure, String host) {
        String message = String.valueOf(failure.getMessage());
        String answer = message.contains("certificate_unknown") || message.contains("PKIX")
                ? "the TLS certificate of " + host + " is not trusted"
                : "TLS handshake with " + host + " failed";
        return new NetworkFailure(
                Reason.UNTRUSTED_CERTIFICATE,
                answer + " (" + message + ")",
                "Add the CA certificate that signed it, and check that the certificate names this host",
                false);
    }

    private static boolean isConnectionLoss(SSLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("closed") || message.contains("reset") || message.contains("terminated the handshake");
    }

    private static <T extends Throwable> Optional<T> cause(@Nullable Throwable failure, Class<T> type) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 20; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(type.cast(current));
            }
            current = current.getCause();
        }
        return Optional.empty();
    }
}
