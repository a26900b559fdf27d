package io.jenkins.plugins.argoimageupdate.engine.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Plays many rounds, for {@code make chaos}; the same seed makes the same plans. */
public final class Chaos {

    private static final int ROUNDS_BETWEEN_LINES = 50;

    private Chaos() {}

    /** @param arguments how many rounds, and the seed */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path folder = Files.createTempDirectory("argo-image-update-chaos");
        System.out.println(rounds + " rounds with seed " + seed);
        boolean held = play(rounds, seed, folder);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean play(int rounds, long seed, Path folder) throws Exception {
        LeftBehind before = new LeftBehind();
        try (ChaosRounds chaos = new ChaosRounds(seed, folder)) {
            for (int round = 1; round <= rounds; round++) {
                try {
                    chaos.play();
                } catch (Exception | AssertionError e) {
                    System.out.println("Round " + round + " did not hold:");
                    chaos.story().forEach(line -> System.out.println("  " + line));
                    e.printStackTrace(System.out);
                    return false;
                }
                if (round % ROUNDS_BETWEEN_LINES == 0 || round == rounds) {
                    chaos.checkRepository();
                    System.out.println(
                            round + " rounds held: " + chaos.summary() + "; left over: " + chaos.leftovers());
                }
            }
        }
        before.awaitNothing();
        System.out.println("No thread or open file is left");
        return true;
    }
}
