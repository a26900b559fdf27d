package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.PrivateAuthority;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * The real {@code docker-registry} on a free loopback port, with a temporary folder as its storage. Where that program is not
 * installed, the tests that use this are skipped.
 */
public final class RealRegistry extends ExternalResource {

    public static final String USER = "ci";
    public static final String PASSWORD = "s3cret:word";

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final boolean tls;
    private final boolean password;
    private final TemporaryFolder folder = new TemporaryFolder();
    private PrivateAuthority authority;
    private RealServer server;
    private HttpConnector connector;

    private RealRegistry(boolean tls, boolean password) {
        this.tls = tls;
        this.password = password;
    }

    /** Plain HTTP, open to all. */
    public static RealRegistry open() {
        return new RealRegistry(false, false);
    }

    /** TLS by a private certificate authority, and a password ({@link #USER}, {@link #PASSWORD}). */
    public static RealRegistry secured() {
        return new RealRegistry(true, true);
    }

    @Override
    protected void before() throws Throwable {
        String program = RealPrograms.require("docker-registry");
        folder.create();
        if (tls) {
            authority = new PrivateAuthority();
        }
        connector = new HttpConnector(HttpLimits.DEFAULT, null);
        Path root = folder.getRoot().toPath();
        server = RealServer.start(
                root,
                root.resolve("registry.log"),
                port -> List.of(program, "serve", configuration(port).toString()));
        Awaitility.await().atMost(RealPrograms.PATIENCE).ignoreExceptions().until(() -> {
            int status = send("GET", "/v2/", "", new byte[0]).status();
            return status == 200;
        });
    }

    @Override
    protected void after() {
        if (server != null) {
            server.close();
        }
        folder.delete();
    }

    /** Host and port, as an image names its registry. */
    public String host() {
        return "localhost:" + server.port();
    }

    public URI address() {
        return URI.create((tls ? "https://" : "http://") + host());
    }

    /** What trusts this registry, and the default certificate authorities. */
    public TlsTrust trust() {
        return tls ? new TlsTrust(authority.caPem(), false) : TlsTrust.DEFAULT;
    }

    public RegistryEndpoint endpoint() {
        return RegistryEndpoint.at(host(), address(), trust());
    }

    /** The login that may pull, and push. */
    public RegistryLogin login() {
        return password ? RegistryLogin.of(USER, PASSWORD) : RegistryLogin.ANONYMOUS;
    }

    /** Pushes an image for linux/amd64 that was built at an instant, by the registry's own API. */
    public String push(String repository, String tag, Instant created) throws IOException, InterruptedException {
        byte[] config = utf8("{\"architecture\":\"amd64\",\"os\":\"linux\",\"created\":\"" + created + "\","
                + "\"config\":{\"Labels\":{\"tag\":\"" + tag + "\"}}}");
        byte[] manifest = pushConfig(repository, config);
        expect(201, send("PUT", "/v2/" + repository + "/manifests/" + tag, MANIFEST, manifest));
        return Digest.sha256(manifest);
    }

    /** The manifest of an image with this configuration, which alone is pushed. */
    private byte[] pushConfig(String repository, byte[] config) throws IOException, InterruptedException {
        String digest = Digest.sha256(config);
        HttpResult started = send("POST", "/v2/" + repository + "/blobs/uploads/", "", new byte[0]);
        String location = started.header("Location");
        String path =
                URI.create(location).getRawPath() + "?" + URI.create(location).getRawQuery();
        expect(201, send("PUT", path + "&digest=" + digest, "application/octet-stream", config));
        return utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":{\"mediaType\":"
                + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + digest + "\",\"size\":"
                + config.length + "},\"layers\":[]}");
    }

    /** Pushes an index of two images, for linux/amd64 and linux/arm64, and those. */
    public String pushIndex(String repository, String tag, Instant created) throws IOException, InterruptedException {
        StringBuilder children = new StringBuilder();
        for (String architecture : List.of("amd64", "arm64")) {
            byte[] config = utf8("{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"created\":\"" + created
                    + "\",\"config\":{\"Labels\":{\"tag\":\"" + tag + "\"}}}");
            byte[] manifest = pushConfig(repository, config);
            String digest = Digest.sha256(manifest);
            expect(201, send("PUT", "/v2/" + repository + "/manifests/" + digest, MANIFEST, manifest));
            children.append(children.isEmpty() ? "" : ",")
                    .append("{\"mediaType\":\"" + MANIFEST + "\",\"digest\":\"" + digest + "\",\"size\":"
                            + manifest.length + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture
                            + "\"}}");
        }
        byte[] index = utf8("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + children + "]}");
        expect(201, send("PUT", "/v2/" + repository + "/manifests/" + tag, INDEX, index));
        return Digest.sha256(index);
    }

    /** What it was asked so far, a line of its log for each request. */
    public List<String> requests() throws IOException {
        Path log = folder.getRoot().toPath().resolve("registry.log");
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" HTTP/1.1\"") || line.contains(" HTTP/2.0\""))
                .toList();
    }

    /** Processor time that it has taken so far. */
    public Duration cpuTime() {
        return server.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Pushes many images at once. */
    public void pushAll(String repository, Map<String, Instant> createdByTag) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> pushes = new ArrayList<>();
            createdByTag.forEach((tag, created) -> pushes.add(workers.submit(() -> push(repository, tag, created))));
            for (Future<String> push : pushes) {
                push.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }

    private Path configuration(int port) throws IOException {
        StringBuilder yaml = new StringBuilder("version: 0.1\nlog: {level: warn, accesslog: {disabled: false}}\n");
        yaml.append("storage: {filesystem: {rootdirectory: ")
                .append(folder.getRoot().toPath().resolve("storage"))
                .append("}, delete: {enabled: true}}\n");
        yaml.append("http:\n  addr: 127.0.0.1:").append(port).append('\n');
        if (tls) {
            yaml.append("  tls: {certificate: ")
                    .append(file("server.pem", authority.certificatePem()))
                    .append(", key: ")
                    .append(file("server.key", authority.keyPem()))
                    .append("}\n");
        }
        if (password) {
            yaml.append("auth: {htpasswd: {realm: test, path: ")
                    .append(passwords())
                    .append("}}\n");
        }
        return Files.writeString(folder.getRoot().toPath().resolve("config.yml"), yaml);
    }

    /** As htpasswd writes it. */
    private Path passwords() throws IOException {
        byte[] salt = new byte[16];
        String hash = OpenBSDBCrypt.generate("2y", PASSWORD.toCharArray(), salt, 4);
        return file("htpasswd", USER + ":" + hash + "\n");
    }

    private HttpResult send(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (password) {
            request.header("Authorization", login().basic());
        }
        return connector.send(request.build(), trust());
    }

    private static void expect(int status, HttpResult answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("status " + answer.status() + ": " + answer.text());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
