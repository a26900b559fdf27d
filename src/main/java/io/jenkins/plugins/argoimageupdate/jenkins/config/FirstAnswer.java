package io.jenkins.plugins.argoimageupdate.jenkins.config;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What a server answers who is asked without credentials.
 *
 * @param status of HTTP
 * @param certificate the certificate it showed, in words
 */
record FirstAnswer(int status, String certificate) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** @throws ConfigurationException if nothing answers there */
    static FirstAnswer of(URI address, TlsTrust trust) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            HttpResponse<Void> response =
                    HttpServices.get().http().exchange(request, trust, HttpResponse.BodyHandlers.discarding());
            String certificate = response.sslSession()
                    .map(FirstAnswer::certificateOf)
                    .map(words -> trust.insecure() ? Messages.FirstAnswer_unchecked(words) : words)
                    .orElseGet(Messages::FirstAnswer_plain);
            return new FirstAnswer(response.statusCode(), certificate);
        } catch (IOException e) {
            NetworkFailure failure = NetworkFailure.of(e, address.getAuthority());
            throw new ConfigurationException(
                    failure.reason(),
                    Messages.ConnectionTest_attempted(address.getAuthority()),
                    failure.answer(),
                    failure.advice());
        }
    }

    private static String certificateOf(SSLSession session) {
        try {
            X509Certificate own = (X509Certificate) session.getPeerCertificates()[0];
            return Messages.FirstAnswer_certificate(
                    own.getSubjectX500Principal().getName(),
                    own.getIssuerX500Principal().getName(),
                    FieldChecks.day(own.getNotAfter()));
        } catch (SSLPeerUnverifiedException e) {
            return Messages.FirstAnswer_none();
        }
    }
}
