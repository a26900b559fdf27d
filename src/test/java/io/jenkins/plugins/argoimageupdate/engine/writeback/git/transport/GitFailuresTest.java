package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitFailuresTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void knowsWhatADiskSaysInAnyLanguage() throws IOException {
        RandomAccessFile file = new RandomAccessFile(folder.newFile(), "rw");
        file.close();
        FileChannel channel = FileChannel.open(folder.newFile().toPath(), StandardOpenOption.READ);
        channel.close();

        assertThat(GitFailures.isStorage(inTurkish(() -> file.write(1)))).isTrue();
        assertThat(GitFailures.isStorage(inTurkish(channel::size))).isTrue();
    }

    @Test
    public void doesNotTakeANetworkForADisk() throws IOException {
        try (Socket taken = new Socket();
                Socket client = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(GitFailures.isStorage(inTurkish(() -> client.connect(taken.getLocalSocketAddress()))))
                    .isFalse();
        }
    }

    @Test
    public void knowsAConnectionThatEndedBeforeAnAnswerOnEachSystem() {
        for (String said : List.of(
                "Connection reset",
                "Broken pipe",
                "An established connection was aborted by the software in your host machine",
                "An existing connection was forcibly closed by the remote host")) {
            GitException failure =
                    new GitException(Reason.UNREACHABLE, "push", said, "", new IOException(new SocketException(said)));
            assertThat(GitFailures.isUnanswered(failure)).as(said).isTrue();
        }
        assertThat(GitFailures.isUnanswered(new GitException(
                        Reason.UNREACHABLE, "push", "", "", new SocketException("Network is unreachable"))))
                .isFalse();
    }

    private static IOException inTurkish(ThrowingCallable action) {
        IOException thrown = catchThrowableOfType(IOException.class, action);
        IOException translated = new IOException("Ayg\u0131t \u00fczerinde bo\u015f yer yok");
        translated.setStackTrace(thrown.getStackTrace());
        return new IOException("cannot write the pack", translated);
    }
}
