package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a pack ({@code gitformat-pack}) as it arrives, before JGit sees it: JGit makes room for whatever a pack says it has. What is no
 * pack at all is left to JGit to find out.
 */
final class PackScan implements AutoCloseable {

    private enum State {
        HEADER,
        TYPE,
        SIZE,
        BASE_OFFSET,
        BASE_NAME,
        DATA,
        /** Nothing more is looked at. */
        END
    }

    private static final int HEADER_BYTES = 12;
    private static final int NAME_BYTES = 20;
    private static final int BLOB = 3;
    private static final int OFFSET_DELTA = 6;
    private static final int NAME_DELTA = 7;
    private static final int LARGEST_SHIFT = 56;

    private final GitBudget budget;
    private final GitLimits limits;
    private final Inflater inflater = new Inflater();
    private final byte[] scratch = new byte[8192];
    private State state = State.HEADER;
    private long position;
    private int taken;
    private long objects;
    private long inflatedInAll;
    private long start;
    private int type;
    private long size;
    private int shift;
    private long base;
    private long inflated;
    private @Nullable DeltaSizes delta;

    /** Where objects begin, ascending, and how long the chain of each is with it. */
    private long[] starts = new long[64];

    private long[] chains = new long[64];
    private int known;
    private long longestChain;

    PackScan(GitBudget budget) {
        this.budget = budget;
        this.limits = budget.limits();
    }

    /** @throws LimitExceededException if the pack is not to be gone on with */
    void accept(byte[] bytes, int from, int length) throws LimitExceededException {
        int at = from;
        int end = from + length;
        while (at < end && state != State.END) {
            if (state == State.DATA) {
                int next = inflate(bytes, at, end);
                position += next - at;
                at = next;
            } else {
                position++;
                take(bytes[at++] & 0xff);
            }
        }
    }

    private void take(int value) throws LimitExceededException {
        switch (state) {
            case HEADER -> header(value);
            case TYPE -> {
                start = position - 1;
                type = value >> 4 & 7;
                size = value & 15;
                shift = 4;
                sized(value);
            }
            case SIZE -> {
                size |= (long) (value & 0x7f) << shift;
                shift += 7;
                sized(value);
            }
            case BASE_OFFSET -> {
                base = taken++ == 0 ? value & 0x7f : base + 1 << 7 | value & 0x7f;
                if ((value & 0x80) == 0 || taken > NAME_BYTES) {
                    data();
                }
            }
            case BASE_NAME -> {
                if (++taken == NAME_BYTES) {
                    data();
                }
            }
            default -> throw new IllegalStateException(state.toString());
        }
    }

    private void header(int value) throws LimitExceededException {
        if (taken >= HEADER_BYTES - Integer.BYTES) {
            objects = objects << 8 | value;
        }
        if (++taken == HEADER_BYTES) {
            if (objects > limits.packObjects()) {
                throw tooMuch("sent a pack of " + objects + " objects, and at most " + limits.packObjects()
                        + " are accepted");
            }
            state = objects == 0 ? State.END : State.TYPE;
        }
    }

    private void sized(int value) throws LimitExceededException {
        if ((value & 0x80) != 0) {
            state = shift > LARGEST_SHIFT ? State.END : State.SIZE;
            requireSize(shift > LARGEST_SHIFT ? Long.MAX_VALUE : size);
            return;
        }
        requireSize(size);
        inflatedInAll += size;
        taken = 0;
        if (type == OFFSET_DELTA) {
            state = State.BASE_OFFSET;
        } else if (type == NAME_DELTA) {
            state = State.BASE_NAME;
        } else {
            data();
        }
    }

    private void requireSize(long bytes) throws LimitExceededException {
        boolean head = type > 0 && type != BLOB && type < OFFSET_DELTA;
        long most = head ? limits.headBytes() : limits.objectBytes();
        if (bytes > most) {
            throw tooMuch("sent " + (head ? "a commit or directory" : "a file") + " of more than "
                    + GitLimits.describe(most));
        }
    }

    private void data() {
        inflater.reset();
        inflated = 0;
        delta = type == OFFSET_DELTA || type == NAME_DELTA ? new DeltaSizes() : null;
        state = State.DATA;
    }

    /** Returns where what follows the object begins. */
    private int inflate(byte[] bytes, int from, int end) throws LimitExceededException {
        inflater.setInput(bytes, from, end - from);
        try {
            while (true) {
                int got = inflater.inflate(scratch);
                inflated += got;
                if (delta != null) {
                    delta.accept(scratch, got);
                }
                if (inflated > size) {
                    throw budget.note(new LimitExceededException(
                            Reason.MALFORMED_ANSWER,
                            "sent an object that is longer than it says",
                            "Look at the server"));
                }
                if (got == 0 && inflater.finished()) {
                    int next = end - inflater.getRemaining();
                    objectEnds();
                    return next;
                }
                if (got == 0) {
                    state = inflater.needsDictionary() ? State.END : state;
                    return end;
                }
            }
        } catch (DataFormatException e) {
            state = State.END;
            return end;
        }
    }

    private void objectEnds() throws LimitExceededException {
        long result = delta == null ? size : delta.result();
        long chain = result;
        if (delta != null) {
            requireSize(result);
            inflatedInAll += result;
            chain += size + (type == OFFSET_DELTA ? chainOf(start - base) : longestChain);
            longestChain = Math.max(longestChain, chain);
            if (chain > limits.chainBytes()) {
                throw tooMuch("sent deltas that unfold to more than " + GitLimits.describe(limits.chainBytes())
                        + " on top of each other");
            }
        }
        if (inflatedInAll > limits.inflatedBytes()) {
            throw tooMuch("sent a pack that unfolds to more than " + GitLimits.describe(limits.inflatedBytes()));
        }
        remember(chain);
        taken = 0;
        state = known == objects ? State.END : State.TYPE;
    }

    private void remember(long chain) {
        if (known == starts.length) {
            starts = Arrays.copyOf(starts, known * 2);
            chains = Arrays.copyOf(chains, known * 2);
        }
        starts[known] = start;
        chains[known++] = chain;
    }

    private long chainOf(long startOfBase) {
        int found = Arrays.binarySearch(starts, 0, known, startOfBase);
        return found < 0 ? 0 : chains[found];
    }

    private LimitExceededException tooMuch(String message) {
        return budget.note(LimitExceededException.tooMuch(message));
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** The two lengths at the beginning of a delta. */
    private static final class DeltaSizes {

        private int number;
        private int shift;
        private long result;

        void accept(byte[] bytes, int length) {
            for (int i = 0; i < length && number < 2; i++) {
                if (number == 1 && shift <= LARGEST_SHIFT) {
                    result |= (long) (bytes[i] & 0x7f) << shift;
                }
                shift += 7;
                if ((bytes[i] & 0x80) == 0) {
                    number++;
                    shift = 0;
                }
            }
        }

        long result() {
            return result < 0 ? Long.MAX_VALUE : result;
        }
    }
}
