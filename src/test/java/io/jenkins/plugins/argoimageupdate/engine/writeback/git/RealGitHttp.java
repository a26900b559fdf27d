package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.http.PrivateAuthority;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * The real Git over HTTPS: nginx, fcgiwrap and {@code git http-backend} on a free loopback port, with a private CA and Basic
 * authentication. It answers several requests at the same time.
 */
public final class RealGitHttp extends ExternalResource {

    public static final String USER = "bot";
    public static final String PASSWORD = "s3cret";
    public static final String TOKEN = "t0ken";

    private final String[] programs;
    private final TemporaryFolder folder = new TemporaryFolder();
    private PrivateAuthority authority;
    private Process fcgiwrap;
    private RealServer nginx;

    /** @param others programs that the tests need besides */
    public RealGitHttp(String... others) {
        programs = Stream.concat(Stream.of("nginx", "fcgiwrap", "git-http-backend", "git"), Stream.of(others))
                .toArray(String[]::new);
    }

    @Override
    protected void before() throws Throwable {
        RealPrograms.requireAll(programs);
        String nginxProgram = RealPrograms.require("nginx");
        String fcgiwrapProgram = RealPrograms.require("fcgiwrap");
        String backend = RealPrograms.require("git-http-backend");
        folder.create();
        authority = new PrivateAuthority();
        Path root = folder.getRoot().toPath();
        Files.createDirectory(root.resolve("repositories"));
        Files.writeString(
                root.resolve("users"), USER + ":{PLAIN}" + PASSWORD + "\nx-token-auth:{PLAIN}" + TOKEN + "\n");
        Files.writeString(root.resolve("server.pem"), authority.certificatePem());
        Files.writeString(root.resolve("server.key"), authority.keyPem());
        fcgiwrap = RealPrograms.builder(root, Map.of(), List.of(fcgiwrapProgram, "-c", "8", "-s", "unix:cgi.sock"))
                .redirectOutput(root.resolve("fcgiwrap.log").toFile())
                .start();
        try {
            Awaitility.await().atMost(RealPrograms.PATIENCE).until(() -> Files.exists(root.resolve("cgi.sock")));
            nginx = RealServer.start(root, root.resolve("nginx.log"), port -> {
                Files.writeString(root.resolve("nginx.conf"), configuration(root, backend, port));
                return List.of(nginxProgram, "-p", root.toString(), "-c", "nginx.conf");
            });
        } catch (Throwable e) {
            after();
            throw e;
        }
    }

    private static String configuration(Path root, String backend, int port) {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return user + """
                daemon off;
                pid nginx.pid;
                error_log error.log;
                worker_processes 2;
                events { worker_connections 256; }
                http {
                  access_log access.log;
                  client_body_temp_path tmp-body;
                  proxy_temp_path tmp-proxy;
                  fastcgi_temp_path tmp-fastcgi;
                  uwsgi_temp_path tmp-uwsgi;
                  scgi_temp_path tmp-scgi;
                  client_max_body_size 0;
                  server {
                    listen 127.0.0.1:%s ssl;
                    ssl_certificate "%s/server.pem";
                    ssl_certificate_key "%s/server.key";
                    auth_basic Git;
                    auth_basic_user_file "%s/users";
                    location / {
                      fastcgi_pass unix:cgi.sock;
                      fastcgi_param SCRIPT_FILENAME "%s";
                      fastcgi_param GIT_PROJECT_ROOT "%s/repositories";
                      fastcgi_param GIT_HTTP_EXPORT_ALL "";
                      fastcgi_param PATH_INFO $uri;
                      fastcgi_param QUERY_STRING $query_string;
                      fastcgi_param REQUEST_METHOD $request_method;
                      fastcgi_param CONTENT_TYPE $content_type;
                      fastcgi_param CONTENT_LENGTH $content_length;
                      fastcgi_param REMOTE_USER $remote_user;
                      fastcgi_param GIT_PROTOCOL $http_git_protocol;
                    }
                    location /v0/ {
                      fastcgi_pass unix:cgi.sock;
                      fastcgi_param SCRIPT_FILENAME "%s";
                      fastcgi_param GIT_PROJECT_ROOT "%s/repositories";
                      fastcgi_param GIT_HTTP_EXPORT_ALL "";
                      rewrite ^/v0(/.*)$ $1 break;
                      fastcgi_param PATH_INFO $uri;
                      fastcgi_param QUERY_STRING $query_string;
                      fastcgi_param REQUEST_METHOD $request_method;
                      fastcgi_param CONTENT_TYPE $content_type;
                      fastcgi_param CONTENT_LENGTH $content_length;
                      fastcgi_param REMOTE_USER $remote_user;
                      fastcgi_param HTTP_GIT_PROTOCOL "";
                    }
                  }
                }
                """.formatted(String.valueOf(port), root, root, root, backend, root, backend, root);
    }

    @Override
    protected void after() {
        if (nginx != null) {
            nginx.close();
        }
        RealPrograms.end(fcgiwrap);
        folder.delete();
    }

    /** Makes a repository with some files on branch {@code main}. */
    public RealRepository createRepository(String name) throws IOException {
        return RealRepository.create(folder.getRoot().toPath().resolve("repositories"), name);
    }

    /** The same with SHA-256 for SHA-1. */
    public RealRepository createSha256Repository(String name) throws IOException {
        return RealRepository.createSha256(folder.getRoot().toPath().resolve("repositories"), name);
    }

    public String url(String name) {
        return "https://127.0.0.1:" + nginx.port() + "/" + name;
    }

    /** The repository as somebody reaches it who knows the CA and the password. */
    public GitRemote remote(String name) {
        return GitRemote.of(url(name), new GitCredentials.UserPassword(USER, PASSWORD))
                .withTrust(new TlsTrust(authority.caPem(), false));
    }

    /** What was asked and answered, in the form of the server's log. */
    public List<String> accesses() throws IOException {
        Path log = folder.getRoot().toPath().resolve("access.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    public String caPem() {
        return authority.caPem();
    }
}
