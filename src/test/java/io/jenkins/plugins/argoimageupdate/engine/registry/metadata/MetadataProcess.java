package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that writes tags into a directory of metadata, each for itself. */
final class MetadataProcess {

    private MetadataProcess() {}

    /** Its tags are {@code <name>-0} and so on. */
    static Process start(Path directory, String name, int tags) throws IOException {
        return new ProcessBuilder(RealPrograms.java(
                        MetadataProcess.class,
                        List.of("-Xmx64m"),
                        List.of(directory.toString(), name, String.valueOf(tags))))
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) {
        MetadataStore store = MetadataStore.in(Path.of(arguments[0]), TimeSource.SYSTEM, 1_000);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            store.put(key(arguments[1], i), new byte[] {1});
            store.flush();
        }
    }

    static byte[] key(String name, int tag) {
        return MetadataCodec.manifestKey(name + "-" + tag);
    }
}
