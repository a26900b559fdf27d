package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import static io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.TIP;
import static io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.deflated;
import static io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.line;
import static io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.objectHeader;
import static io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.packHeader;
import static io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.sideBand;

import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.Turns;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.Body;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A Git server whose lists of branches and packs are hostile, each list in another way. */
public final class HostileGit {

    private static final int COMMIT = 1;
    private static final int TREE = 2;
    private static final int BLOB = 3;

    private HostileGit() {}

    /** A list of branches, and the pack that is sent to who asks for one then. */
    public record Fetch(Body refs, Body pack) {}

    public static HostileGitServer start(Turns<Fetch> turns) throws IOException {
        HostileGitServer server = new HostileGitServer();
        server.refs(out -> {
            Fetch fetch = turns.next();
            server.pack(fetch.pack());
            fetch.refs().write(out);
        });
        return server;
    }

    public static Turns<Fetch> fetches() {
        Turns<Fetch> turns = new Turns<>();
        pack(turns, "a commit of 1.5 GB", 1, out -> {
            out.write(objectHeader(COMMIT, 1_500_000_000));
            out.write(deflated(new byte[60_000]));
        });
        turns.once("branches one byte after another", new Fetch(HostileGit::trickle, out -> {}));
        pack(turns, "a directory of 2^50 bytes", 1, out -> out.write(objectHeader(TREE, 1L << 50)));
        pack(turns, "a file of 3 GB", 1, out -> out.write(objectHeader(BLOB, 3L << 30)));
        turns.once("never an answer", new Fetch(out -> silence(), out -> {}));
        pack(turns, "2^31-1 objects", Integer.MAX_VALUE, out -> {});
        pack(turns, "2^32-1 objects", -1, out -> {});
        pack(turns, "a pack without an end", 1_000_000, HostileGit::files);
        pack(turns, "files of 100 MB", 1_000_000, HostileGit::largeFiles);
        turns.then("branches without an end", new Fetch(HostileGit::branches, out -> {}));
        pack(turns, "objects that are broken", 1, out -> out.write(new byte[2_000]));
        turns.then("messages without an end", messages("x".repeat(60_000)));
        turns.then("messages with hostile text", messages(HostileStrings.all() + "\n"));
        turns.then("packets that say nothing", new Fetch(HostileGit::sideBandRefs, out -> {
            byte[] nothing = "0005\2".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(nothing);
            }
        }));
        turns.then(
                "branches with hostile names",
                new Fetch(
                        out -> {
                            out.write(line(
                                    TIP + " HEAD\0symref=HEAD:refs/heads/main multi_ack_detailed shallow ofs-delta\n"));
                            out.write(line(TIP + " refs/heads/" + HostileStrings.all() + "\n"));
                            out.write("0000".getBytes(StandardCharsets.UTF_8));
                        },
                        out -> {}));
        turns.then(
                "an error with hostile text",
                new Fetch(out -> out.write(line("ERR " + HostileStrings.all())), out -> {}));
        turns.then(
                "lines of no length",
                new Fetch(out -> out.write("zzzz".repeat(10_000).getBytes(StandardCharsets.UTF_8)), out -> {}));
        turns.once("a pack that stalls", new Fetch(HostileGitServer::usualRefs, out -> {
            out.write(packHeader(1));
            out.flush();
            silence();
        }));
        return turns;
    }

    private static void pack(Turns<Fetch> turns, String name, int objects, Body body) {
        turns.then(name, new Fetch(HostileGitServer::usualRefs, out -> {
            out.write(packHeader(objects));
            body.write(out);
        }));
    }

    private static Fetch messages(String text) {
        return new Fetch(HostileGit::sideBandRefs, out -> {
            byte[] message = sideBand(2, text.getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(message);
            }
        });
    }

    private static void sideBandRefs(OutputStream out) throws IOException {
        out.write(
                line(TIP + " HEAD\0symref=HEAD:refs/heads/main multi_ack_detailed shallow ofs-delta side-band-64k\n"));
        out.write(line(TIP + " refs/heads/main\n"));
        out.write("0000".getBytes(StandardCharsets.UTF_8));
    }

    private static void branches(OutputStream out) throws IOException {
        out.write(line(TIP + " HEAD\0symref=HEAD:refs/heads/main multi_ack_detailed shallow ofs-delta\n"));
        for (long i = 0; true; i++) {
            out.write(line(TIP + " refs/heads/" + i + "x".repeat(500) + "\n"));
        }
    }

    private static void trickle(OutputStream out) throws IOException {
        out.write("ffff".getBytes(StandardCharsets.UTF_8));
        Streams.trickle(out);
    }

    private static void files(OutputStream out) throws IOException {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        byte[] header = objectHeader(BLOB, noise.length);
        byte[] body = deflated(noise);
        while (true) {
            out.write(header);
            out.write(body);
        }
    }

    private static void largeFiles(OutputStream out) throws IOException {
        byte[] header = objectHeader(BLOB, 100 << 20);
        byte[] body = deflated(new byte[100 << 20]);
        while (true) {
            out.write(header);
            out.write(body);
        }
    }

    /** Answers to pushes: what hooks say, and how the push ended. */
    public static Turns<Body> pushes() {
        Turns<Body> turns = new Turns<>();
        turns.then("a line of 30 MB of a hook", out -> {
            for (int sent = 0; sent < 30 << 20; sent += 60_000) {
                out.write(sideBand(2, "x".repeat(60_000).getBytes(StandardCharsets.UTF_8)));
            }
            refused(out, "pre-receive hook declined");
        });
        turns.then("hostile text of a hook", out -> {
            for (int i = 0; i < 1_000; i++) {
                out.write(sideBand(2, ("\u001B[31m" + HostileStrings.all() + "\r\n").getBytes(StandardCharsets.UTF_8)));
            }
            refused(out, HostileStrings.all().replace("\n", " ").replace("\0", " "));
        });
        turns.then("lines of a hook without an end", out -> {
            while (true) {
                out.write(sideBand(2, "x\n".repeat(30_000).getBytes(StandardCharsets.UTF_8)));
            }
        });
        turns.then("no answer to a push", out -> {});
        turns.then("broken packets", out -> out.write("zzzz".repeat(1_000).getBytes(StandardCharsets.UTF_8)));
        turns.once("silence after a push", out -> silence());
        turns.then("a report of another branch", out -> {
            report(out, "unpack ok\n", "ok refs/heads/other\n");
        });
        turns.then("a report without an end", out -> {
            byte[] some = sideBand(1, line("ok refs/heads/" + "x".repeat(50_000) + "\n"));
            out.write(sideBand(1, line("unpack ok\n")));
            while (true) {
                out.write(some);
            }
        });
        return turns;
    }

    private static void refused(OutputStream out, String why) throws IOException {
        report(out, "unpack ok\n", "ng refs/heads/main " + why + "\n");
    }

    private static void report(OutputStream out, String... lines) throws IOException {
        for (String text : lines) {
            out.write(sideBand(1, line(text)));
        }
        out.write(sideBand(1, "0000".getBytes(StandardCharsets.UTF_8)));
        out.write("0000".getBytes(StandardCharsets.UTF_8));
    }

    private static void silence() throws IOException {
        try {
            HostileServer.forEver();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
