package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Duration;

/**
 * What one Git operation may take. Beyond any of it the operation ends with one error that names the server and the limit; nothing is
 * written and nothing stays on the disk.
 *
 * @param operation the whole of a commit or read, with the wait for others that use the same repository, all attempts and pushes
 * @param talkBytes of lists of branches, acknowledgements and messages, decompressed, for each fetch and each push
 * @param textBytes of messages for people, for each answer; what is beyond is left out, and nothing fails by it
 * @param packBytes of one pack, compressed
 * @param packObjects in one pack
 * @param objectBytes of one file, inflated
 * @param headBytes of one commit, directory or tag, inflated
 * @param chainBytes of one chain of deltas, inflated: all of it can be in memory at a time
 * @param inflatedBytes of all objects of one pack
 */
public record GitLimits(
        Duration operation,
        long talkBytes,
        int textBytes,
        long packBytes,
        long packObjects,
        long objectBytes,
        long headBytes,
        long chainBytes,
        long inflatedBytes) {

    private static final long MIB = 1L << 20;

    public static final GitLimits DEFAULT = new GitLimits(
            Budget.GIT_OPERATION.duration(),
            Budget.GIT_TALK.value(),
            Budget.GIT_TEXT.intValue(),
            Budget.GIT_PACK.value(),
            Budget.GIT_PACK_OBJECTS.value(),
            Budget.GIT_OBJECT.value(),
            Budget.GIT_HEAD.value(),
            Budget.GIT_CHAIN.value(),
            Budget.GIT_INFLATED.value());

    GitLimits withOperation(Duration other) {
        return new GitLimits(
                other, talkBytes, textBytes, packBytes, packObjects, objectBytes, headBytes, chainBytes, inflatedBytes);
    }

    /** The same with another limit of {@link #packBytes}. */
    public GitLimits withPackBytes(long other) {
        return new GitLimits(
                operation, talkBytes, textBytes, other, packObjects, objectBytes, headBytes, chainBytes, inflatedBytes);
    }

    /** {@code 512 MiB}, {@code 64 KiB} or {@code 100 bytes}. */
    public static String describe(long bytes) {
        if (bytes >= MIB && bytes % MIB == 0) {
            return bytes / MIB + " MiB";
        }
        return bytes >= 1024 && bytes % 1024 == 0 ? bytes / 1024 + " KiB" : bytes + " bytes";
    }
}
