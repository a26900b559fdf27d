package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealGitHttp;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of its own whose Java may log in to proxies for https. */
public final class ProxiedProcess {

    private ProxiedProcess() {}

    /** Lets it ask and push; returns what it says. */
    static String run(Path directory, RealGitHttp git, String repository, Map<String, String> environment)
            throws IOException {
        Path ca = Files.writeString(directory.resolve("ca.pem"), git.caPem());
        return RealPrograms.run(
                directory,
                environment,
                RealPrograms.java(
                        ProxiedProcess.class,
                        List.of("-Xmx96m", "-Djdk.http.auth.tunneling.disabledSchemes="),
                        List.of(
                                git.url(repository),
                                ca.toString(),
                                directory.resolve("cache").toString())));
    }

    /** Arguments: URL, file with the CA, cache directory. */
    public static void main(String[] arguments) throws Exception {
        HttpProxies proxies = new LoopbackToo(System.getenv());
        TlsTrust trust = new TlsTrust(Files.readString(Path.of(arguments[1])), false);
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(arguments[0])).build();
            int status = new HttpConnector(HttpLimits.DEFAULT, proxies)
                    .send(request, trust)
                    .status();
            System.out.println(status + " without Git's own login");
        } catch (IOException e) {
            System.out.println(NetworkFailure.of(e, "the server"));
        }
        GitRemote remote = new GitRemote(
                ServerAddress.ofRepository(arguments[0]),
                new GitCredentials.UserPassword(RealGitHttp.USER, RealGitHttp.PASSWORD),
                "",
                trust,
                proxies,
                GitRemote.DEFAULT_TIMEOUT);
        try {
            new GitWorkspace(Path.of(arguments[2])).commit(remote, BranchChange.on("main", Edits.put("x", "y")));
            System.out.println("pushed");
        } catch (GitException e) {
            System.out.println(e.getMessage());
        }
    }
}
