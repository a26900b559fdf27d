package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a server sends, within a {@link GitBudget}. */
public final class LimitedInputStream extends FilterInputStream {

    private final GitBudget budget;

    public LimitedInputStream(InputStream in, GitBudget budget) {
        super(in);
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        budget.requireTime();
        int read = super.read();
        budget.received(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        budget.requireTime();
        int read = super.read(bytes, from, length);
        budget.received(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        budget.requireTime();
        long skipped = super.skip(bytes);
        budget.received(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
