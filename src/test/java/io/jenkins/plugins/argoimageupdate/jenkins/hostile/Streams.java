package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** Bodies that are long, or slow. */
final class Streams {

    static final int MEGABYTE = 1 << 20;

    private Streams() {}

    static void repeat(OutputStream out, String part, int megabytes) throws IOException {
        byte[] some = part.repeat(65_536 / part.length()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (long sent = 0; sent < (long) megabytes * MEGABYTE; sent += some.length) {
            out.write(some);
        }
        out.flush();
    }

    static void forEver(OutputStream out, String part) throws IOException {
        while (true) {
            repeat(out, part, 1);
        }
    }

    /** A few bytes a second. */
    static void trickle(OutputStream out) throws IOException {
        while (true) {
            HostileServer.write(out, " ");
            LockSupport.parkNanos(200_000_000);
        }
    }
}
