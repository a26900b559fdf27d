package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that nobody knows, with a certificate for {@code 127.0.0.1} and {@code localhost}. */
public final class PrivateAuthority {

    private static final X500Name CA_NAME = new X500Name("CN=Private CA");

    private final String caPem;
    private final String certificatePem;
    private final String keyPem;

    public PrivateAuthority() throws Exception {
        KeyPair ca = pair();
        KeyPair server = pair();
        X509v3CertificateBuilder root = builder(CA_NAME, CA_NAME, ca, 1);
        root.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        X509v3CertificateBuilder leaf = builder(CA_NAME, new X500Name("CN=localhost"), server, 2);
        leaf.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        }));
        caPem = pem(signed(root, ca));
        certificatePem = pem(signed(leaf, ca));
        keyPem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(server.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
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
}
