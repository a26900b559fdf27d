package io.jenkins.plugins.argoimageupdate.engine.http.tls;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Turns a {@link TlsTrust} into what Java's TLS needs. Nothing here changes the defaults of the JVM. */
public final class TlsContexts {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private TlsContexts() {}

    /**
     * The TLS context for a trust; also for clients other than {@code java.net.http}.
     *
     * @throws ConfigurationException if the CA text holds no certificate or a broken one
     */
    public static SSLContext of(TlsTrust trust) {
        try {
            return trusting(trustManagers(trust));
        } catch (GeneralSecurityException | IOException e) {
            throw invalid(e.getMessage(), e);
        }
    }

    /** One that trusts nobody, for clients that reach only addresses with http. It reads no certificates, which would take longer than a request. */
    public static SSLContext none() {
        try {
            return trusting(new TrustManager[0]);
        } catch (GeneralSecurityException e) {
            throw invalid(e.getMessage(), e);
        }
    }

    private static SSLContext trusting(TrustManager @Nullable [] trusted) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted, null);
        return context;
    }

    /**
     * All certificates of a PEM text, in order; text around them is skipped.
     *
     * @throws ConfigurationException if there is none, or one cannot be read
     */
    public static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        int end = 0;
        for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, end)) {
            int start = begin + BEGIN.length();
            int dashes = pem.indexOf("-----", start);
            if (dashes < 0) {
                break;
            }
            if (pem.startsWith(END, dashes)) {
                certificates.add(certificate(pem.substring(start, dashes)));
            }
            end = dashes;
        }
        if (certificates.isEmpty()) {
            throw invalid("no PEM certificate in the text", null);
        }
        return certificates;
    }

    private static X509Certificate certificate(String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw invalid("a certificate in the text cannot be read", e);
        }
    }

    /** The trust managers for a trust; null for those of the JVM. */
    public static TrustManager @Nullable [] trustManagers(TlsTrust trust) throws GeneralSecurityException, IOException {
        if (trust.insecure()) {
            return new TrustManager[] {new TrustEverything()};
        }
        if (trust.caPem().isBlank()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (X509Certificate root : defaultRoots()) {
            store.setCertificateEntry("default-" + index++, root);
        }
        for (X509Certificate added : certificates(trust.caPem())) {
            store.setCertificateEntry("added-" + index++, added);
        }
        return managersOf(store);
    }

    private static List<X509Certificate> defaultRoots() throws GeneralSecurityException {
        List<X509Certificate> roots = new ArrayList<>();
        for (TrustManager manager : managersOf(null)) {
            if (manager instanceof X509TrustManager x509) {
                roots.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return roots;
    }

    private static TrustManager[] managersOf(@Nullable KeyStore storeOrDefault) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(storeOrDefault);
        return factory.getTrustManagers();
    }

    private static ConfigurationException invalid(@Nullable String answer, @Nullable Throwable cause) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the CA certificates",
                answer,
                "Give the CA as PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----",
                cause);
    }
}
