package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A private certificate authority with one server certificate, made by openssl. */
public final class TestCertificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    private TestCertificates(Path folder) {
        this.folder = folder;
    }

    /** Makes new ones for localhost and 127.0.0.1 in a folder, which has to exist. */
    public static TestCertificates in(Path folder) throws IOException, InterruptedException {
        return in(folder, "DNS:localhost,IP:127.0.0.1");
    }

    /** @param names as openssl writes a subjectAltName */
    public static TestCertificates in(Path folder, String names) throws IOException, InterruptedException {
        TestCertificates made = new TestCertificates(folder);
        Files.writeString(folder.resolve("extensions"), "subjectAltName=" + names + "\nextendedKeyUsage=serverAuth\n");
        made.openssl("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Test-CA -keyout ca.key -out ca.pem");
        made.openssl("req -newkey rsa:2048 -nodes -subj /CN=server -keyout server.key -out server.csr");
        made.openssl("x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out server.pem"
                + " -extfile extensions");
        made.openssl("pkcs12 -export -in server.pem -inkey server.key -certfile ca.pem -out server.p12 -passout pass:"
                + PASSWORD);
        return made;
    }

    /** The certificate authority, as PEM. */
    public String authority() throws IOException {
        return Files.readString(folder.resolve("ca.pem"));
    }

    public Path serverCertificate() {
        return folder.resolve("server.pem");
    }

    public Path serverKey() {
        return folder.resolve("server.key");
    }

    /** A context for servers in this process. */
    public SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("openssl failed: " + output);
        }
    }
}
