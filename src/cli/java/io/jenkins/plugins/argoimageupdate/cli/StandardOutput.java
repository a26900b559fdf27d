package io.jenkins.plugins.argoimageupdate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the output goes, in UTF-8 whatever the language of the machine; remembers what a writer keeps to itself: that it failed. */
final class StandardOutput extends OutputStream {

    /** What a shell gives for a program that was ended by SIGPIPE. */
    private static final int NOBODY_READS = 141;

    /** As the systems say it: the last two are Windows. */
    private static final Pattern NO_READER =
            Pattern.compile("Broken pipe|The pipe is being closed|The pipe has been ended");

    private final OutputStream to;
    private final PrintWriter writer = new PrintWriter(this, true, StandardCharsets.UTF_8);
    private volatile @Nullable IOException failure;

    StandardOutput(OutputStream to) {
        this.to = to;
    }

    /** Whether there is one. Otherwise the first file that is opened would take its place, and get what is printed. */
    static boolean isOpen() {
        Path descriptors = Path.of("/dev/fd");
        return !Files.isDirectory(descriptors) || Files.exists(descriptors.resolve("1"), LinkOption.NOFOLLOW_LINKS);
    }

    PrintWriter writer() {
        return writer;
    }

    /**
     * The code to end with.
     *
     * @param code if all could be written
     * @param err is told if not, unless nobody reads on, as {@code head} does
     */
    int exitCode(int code, PrintWriter err) {
        writer.flush();
        if (failure == null) {
            return code;
        }
        String said = String.valueOf(failure.getMessage());
        if (NO_READER.matcher(said).find()) {
            return NOBODY_READS;
        }
        err.println("Error: write the output: " + said + ". It is not complete; check where it goes to");
        return code == 0 ? 1 : code;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        trying(() -> to.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        trying(to::flush);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void trying(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }
}
