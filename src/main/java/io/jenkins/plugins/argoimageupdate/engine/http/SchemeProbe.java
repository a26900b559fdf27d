package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.ProxyRefusedException;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Asks a server which of TLS and plain HTTP it speaks, on a connection of its own, for a few seconds at most. */
final class SchemeProbe {

    private static final Duration LIMIT = Budget.SCHEME_PROBE.duration();
    private static final int ENOUGH = 4096;
    private static final Set<Class<? extends Throwable>> NOT_CONNECTED = Set.of(
            ConnectException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            HttpTimeoutException.class,
            SocketTimeoutException.class,
            BodyTooLargeException.class,
            RedirectRefusedException.class,
            ProxyRefusedException.class);

    private SchemeProbe() {}

    /** Whether a failure with TLS is one that a server without it causes; what is wrong with a certificate is none. */
    static boolean mayBePlain(IOException failure) {
        boolean certificate = isCausedBy(failure, java.security.cert.CertificateException.class)
                || isCausedBy(failure, java.security.cert.CertPathValidatorException.class);
        return isConnected(failure) && !certificate;
    }

    /** Whether the failure itself tells that what came back was no TLS. */
    static boolean isPlain(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof SSLException
                && (message.contains("plaintext connection")
                        || message.contains("Unsupported or unrecognized SSL message"));
    }

    static boolean mayBeTls(IOException failure) {
        return isConnected(failure);
    }

    /** Whether somebody takes a connection. */
    static boolean accepts(URI server) {
        try (Socket socket = connect(server)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Not those that say in plain HTTP that they want TLS, by a bad request or a redirect. */
    static boolean speaksPlainHttp(URI server) {
        try (Socket socket = connect(server)) {
            socket.getOutputStream()
                    .write(("HEAD / HTTP/1.1\r\nHost: " + server.getRawAuthority() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(ENOUGH), StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT);
            boolean http = answer.startsWith("http/1.0 ") || answer.startsWith("http/1.1 ");
            return http && !answer.startsWith("400", "http/1.x ".length()) && !answer.contains("\nlocation: https:");
        } catch (IOException e) {
            return false;
        }
    }

    static boolean speaksTls(URI server) {
        SSLSocketFactory factory = TlsContexts.of(new TlsTrust("", true)).getSocketFactory();
        try (Socket socket = connect(server);
                SSLSocket tls = (SSLSocket) factory.createSocket(socket, server.getHost(), socket.getPort(), true)) {
            tls.startHandshake();
            return true;
        } catch (SSLException e) {
            return String.valueOf(e.getMessage()).startsWith("Received fatal alert");
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new LimitedSocket();
        try {
            int milliseconds = (int) LIMIT.toMillis();
            socket.connect(
                    new InetSocketAddress(server.getHost(), Origin.of(server).port()), milliseconds);
            socket.setSoTimeout(milliseconds);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Closes itself when time is up: the limit of any other begins again with each byte. */
    private static final class LimitedSocket extends Socket {

        private final Future<?> alarm = TimeLimits.after(LIMIT, this::giveUp);

        private void giveUp() {
            try {
                close();
            } catch (IOException e) {
                // whoever reads from it has noticed
            }
        }

        @Override
        public void close() throws IOException {
            alarm.cancel(false);
            super.close();
        }
    }

    private static boolean isConnected(IOException failure) {
        return NOT_CONNECTED.stream().noneMatch(type -> isCausedBy(failure, type));
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 20; depth++) {
            if (type.isInstance(current)) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }
}
