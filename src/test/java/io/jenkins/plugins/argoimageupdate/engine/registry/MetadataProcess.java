package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that writes tags into a directory of metadata, each for itself. */
final class MetadataProcess {

    private MetadataProcess() {}

    /** Its tags are {@code <name>-0} and so on. */
    static Process start(Path directory, String name, int tags) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                MetadataProcess.class.getName(),
                directory.toString(),
                name,
                String.valueOf(tags));
        return new ProcessBuilder(command).inheritIO().start();
    }

    public static void main(String[] arguments) {
        MetadataStore store = MetadataStore.in(Path.of(arguments[0]), TimeSource.SYSTEM, 1_000);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            store.put(key(arguments[1], i), new byte[] {1});
            store.flush();
        }
    }

    static byte[] key(String name, int tag) {
        return FactsCodec.manifestKey(name + "-" + tag);
    }
}
