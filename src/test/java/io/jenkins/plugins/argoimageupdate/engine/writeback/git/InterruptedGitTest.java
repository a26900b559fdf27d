package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.LocalStoreException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** JGit swallows interrupts in some of its waits; the edits here do the same. */
public class InterruptedGitTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void anInterruptThatIsSwallowedOnTheWayEndsTheOperationAndIsTold() throws Exception {
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder().toPath())) {
            String url = server.createRepository("env", Map.of("values.yaml", "tag: 1\n"));
            GitWorkspace workspace = new GitWorkspace(folder.newFolder().toPath());
            TreeEdit change = Edits.put("values.yaml", "tag: 2\n");
            Thread caller = Thread.currentThread();
            TreeEdit swallowing = tree -> {
                caller.interrupt();
                swallowOneInterrupt();
                return change.edit(tree);
            };

            assertThatThrownBy(() -> workspace.commit(
                            GitRemote.of(url, new GitCredentials.Anonymous()), BranchChange.on("main", swallowing)))
                    .isInstanceOf(InterruptedException.class);

            assertThat(server.commits("env", "main")).isEqualTo(1);
        }
    }

    /** An interrupt closes the files that the thread reads. */
    @Test
    public void anInterruptThatBreaksTheCacheIsNoFailureOfTheDisk() throws Exception {
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder().toPath())) {
            String url = server.createRepository("env", Map.of("values.yaml", "tag: 1\n"));
            GitWorkspace workspace = new GitWorkspace(folder.newFolder().toPath());
            Thread caller = Thread.currentThread();
            TreeEdit broken = tree -> {
                caller.interrupt();
                swallowOneInterrupt();
                throw new LocalStoreException(new ClosedByInterruptException());
            };

            assertThatThrownBy(() -> workspace.commit(
                            GitRemote.of(url, new GitCredentials.Anonymous()), BranchChange.on("main", broken)))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    private static void swallowOneInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // as JGit does
        }
    }
}
