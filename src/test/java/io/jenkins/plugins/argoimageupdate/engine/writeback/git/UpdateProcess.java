package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process of its own that makes one update after the other; each adds a line to two files in one commit. */
public final class UpdateProcess {

    private UpdateProcess() {}

    /** Starts it. */
    static Process start(Path log, String url, Path caPem, Path cache, String name, int updates) throws IOException {
        return new ProcessBuilder(RealPrograms.java(
                        UpdateProcess.class,
                        List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                        List.of(url, caPem.toString(), cache.toString(), name, String.valueOf(updates))))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Arguments: URL, file with the CA, cache directory, name, number of updates. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        GitRemote remote = GitRemote.of(
                        arguments[0], new GitCredentials.UserPassword(RealGitHttp.USER, RealGitHttp.PASSWORD))
                .withTrust(new TlsTrust(Files.readString(Path.of(arguments[1])), false));
        GitWorkspace workspace = new GitWorkspace(Path.of(arguments[2]));
        int updates = Integer.parseInt(arguments[4]);
        for (int i = 1; i <= updates; i++) {
            update(workspace, remote, arguments[3] + "-" + i);
        }
    }

    /** Tries again when all attempts were lost, as the next poll would. */
    private static void update(GitWorkspace workspace, GitRemote remote, String line) throws InterruptedException {
        while (true) {
            try {
                workspace.commit(remote, BranchChange.on("main", edit(line)));
                return;
            } catch (GitException e) {
                if (e.reason() != Reason.RACE_LOST) {
                    throw e;
                }
                System.out.println(e.getMessage());
            }
        }
    }

    private static TreeEdit edit(String line) {
        return tip -> {
            byte[] old = tip.read("first").orElse(new byte[0]);
            byte[] changed = (new String(old, StandardCharsets.UTF_8) + line + "\n").getBytes(StandardCharsets.UTF_8);
            return Optional.of(new CommitDraft(Map.of("first", changed, "second", changed), "Add " + line + "\n"));
        };
    }
}
