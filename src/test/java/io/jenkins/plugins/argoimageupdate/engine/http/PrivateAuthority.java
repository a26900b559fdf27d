package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that nobody knows, with one server certificate. */
public final class PrivateAuthority {

    private static final X500Name CA_NAME = new X500Name("CN=Private CA");

    private final String caPem;
    private final String certificatePem;
    private final String keyPem;
    private final SSLContext serverContext;

    /** With a certificate for {@code localhost} and {@code 127.0.0.1}. */
    public PrivateAuthority() throws Exception {
        this("localhost");
    }

    /** @param host that the certificate is for, besides {@code 127.0.0.1} if it is {@code localhost} */
    public PrivateAuthority(String host) throws Exception {
        KeyPair ca = pair();
        KeyPair server = pair();
        X509v3CertificateBuilder root = builder(CA_NAME, CA_NAME, ca, 1);
        root.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        X509v3CertificateBuilder leaf = builder(CA_NAME, new X500Name("CN=" + host), server, 2);
        GeneralName name = new GeneralName(GeneralName.dNSName, host);
        GeneralName[] names = host.equals("localhost")
                ? new GeneralName[] {name, new GeneralName(GeneralName.iPAddress, "127.0.0.1")}
                : new GeneralName[] {name};
        leaf.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        X509CertificateHolder certificate = signed(leaf, ca);
        caPem = pem(signed(root, ca));
        certificatePem = pem(certificate);
        keyPem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(server.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        serverContext = context(server, certificate);
    }

    private static SSLContext context(KeyPair server, X509CertificateHolder certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = {new JcaX509CertificateConverter().getCertificate(certificate)};
        store.setKeyEntry("server", server.getPrivate(), new char[0], chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair key, int serial) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                key.getPublic());
    }

    private static X509CertificateHolder signed(X509v3CertificateBuilder certificate, KeyPair ca) throws Exception {
        return certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ca.getPrivate()));
    }

    private static String pem(Object object) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    /** What a client has to trust. */
    public String caPem() {
        return caPem;
    }

    /** The server's certificate. */
    public String certificatePem() {
        return certificatePem;
    }

    /** The server's private key. */
    public String keyPem() {
        return keyPem;
    }

    /** For servers in this process. */
    public SSLContext serverContext() {
        return serverContext;
    }
}
