package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/** Takes no pack that goes beyond a {@link GitBudget}. */
public final class LimitedInserter extends ObjectInserter.Filter {

    private final ObjectInserter inserter;
    private final GitBudget budget;

    public LimitedInserter(ObjectInserter inserter, GitBudget budget) {
        this.inserter = inserter;
        this.budget = budget;
    }

    @Override
    protected ObjectInserter delegate() {
        return inserter;
    }

    @Override
    public PackParser newPackParser(InputStream in) throws IOException {
        budget.packBegins();
        return super.newPackParser(new ScannedPack(in, new PackScan(budget)));
    }

    private static final class ScannedPack extends FilterInputStream {

        private final PackScan scan;

        ScannedPack(InputStream in, PackScan scan) {
            super(in);
            this.scan = scan;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                scan.accept(bytes, from, read);
            } else if (read < 0) {
                scan.close();
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
