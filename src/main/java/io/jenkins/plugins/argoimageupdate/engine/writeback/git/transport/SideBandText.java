package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitBudget;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.LimitedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer of a Git server, within a {@link GitBudget}, without the messages for people that are beyond a limit: JGit joins them to longer and longer strings until
 * a line ends. The packets are those of {@code gitprotocol-common}; in channel 2 of {@code gitprotocol-pack} they are for people. What is
 * not made of packets passes through.
 */
final class SideBandText extends FilterInputStream {

    private static final int LENGTH_DIGITS = 4;
    private static final int TEXT_CHANNEL = 2;

    private final byte[] head = new byte[LENGTH_DIGITS + 1];
    private final GitBudget budget;
    private int headAt;
    private int headEnd;
    private int payload;
    private int textLeft;
    private boolean raw;

    SideBandText(InputStream in, GitBudget budget) {
        super(new LimitedInputStream(in, budget));
        this.budget = budget;
        this.textLeft = budget.limits().textBytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (headAt == headEnd && payload == 0 && !raw) {
            nextPacket();
        }
        if (headAt < headEnd) {
            int copied = Math.min(length, headEnd - headAt);
            System.arraycopy(head, headAt, bytes, from, copied);
            headAt += copied;
            return copied;
        }
        int read = in.read(bytes, from, raw ? length : Math.min(length, payload));
        payload -= raw ? 0 : Math.max(0, read);
        return read;
    }

    /** Reads the length of the next packet, and its channel; skips packets that nobody needs. */
    private void nextPacket() throws IOException {
        headAt = 0;
        headEnd = fill(LENGTH_DIGITS, 0);
        int length = headEnd < LENGTH_DIGITS ? -1 : length();
        if (length < 0) {
            raw = true;
            return;
        }
        if (length <= LENGTH_DIGITS) {
            return;
        }
        headEnd = fill(LENGTH_DIGITS + 1, LENGTH_DIGITS);
        payload = length - LENGTH_DIGITS - 1;
        if (headEnd > LENGTH_DIGITS && head[LENGTH_DIGITS] == TEXT_CHANNEL) {
            if (payload > textLeft) {
                skipPayload();
                textLeft = 0;
                payload = 0;
                headEnd = 0;
            }
            textLeft -= payload;
        }
    }

    private void skipPayload() throws IOException {
        byte[] buffer = new byte[Math.min(payload, 8192)];
        for (int left = payload; left > 0; ) {
            int read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            budget.leftOut(read);
            left -= read;
        }
    }

    private int fill(int end, int start) throws IOException {
        return start + in.readNBytes(head, start, end - start);
    }

    /** Negative if it is no packet. */
    private int length() {
        int length = 0;
        for (int i = 0; i < LENGTH_DIGITS; i++) {
            int digit = Character.digit(head[i], 16);
            if (digit < 0) {
                return -1;
            }
            length = length << 4 | digit;
        }
        return length;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
