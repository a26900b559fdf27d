package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/** The keys an SSH host may have, from {@code known_hosts} lines. A host that is not listed is refused. */
public final class HostKeys implements ServerKeyDatabase {

    private final String host;
    private final int port;
    private final List<PublicKey> accepted = new ArrayList<>();
    private final List<PublicKey> revoked = new ArrayList<>();
    private volatile PublicKey refused;

    private HostKeys(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** @throws ConfigurationException if the lines cannot be read */
    public static HostKeys of(GitAddress address, String knownHosts) {
        HostKeys keys = new HostKeys(address.host(), address.sshPort());
        try {
            for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(new StringReader(knownHosts), true)) {
                keys.add(entry);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read the known SSH hosts",
                    String.valueOf(e.getMessage()),
                    "Give lines as ssh-keyscan prints them",
                    e);
        }
        return keys;
    }

    /** The first line of {@code known_hosts} that is neither an entry nor a remark, without space around it; empty if there is none. */
    public static Optional<String> unusableLine(String knownHosts) {
        return knownHosts
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !isEntry(line))
                .findFirst();
    }

    /** Keys of types that nobody here knows are passed over, as in {@link #add}; but each says its type (RFC 4253, section 6.6). */
    private static boolean isEntry(String line) {
        try {
            KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
            AuthorizedKeyEntry key = entry == null ? null : entry.getKeyEntry();
            if (key == null) {
                return false;
            }
            key.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
            ByteBuffer data = ByteBuffer.wrap(key.getKeyData());
            byte[] type = key.getKeyType().getBytes(StandardCharsets.US_ASCII);
            byte[] told = new byte[type.length];
            return data.getInt() == type.length && data.get(told).hasRemaining() && Arrays.equals(told, type);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private void add(KnownHostEntry entry) throws IOException, GeneralSecurityException {
        if (!entry.isHostMatch(host, port)) {
            return;
        }
        PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        if (key == null) {
            return;
        }
        if ("revoked".equals(entry.getMarker())) {
            revoked.add(key);
        } else if (entry.getMarker() == null) {
            accepted.add(key);
        }
    }

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remote, Configuration configuration) {
        return List.copyOf(accepted);
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remote,
            PublicKey key,
            Configuration configuration,
            CredentialsProvider provider) {
        boolean known = accepted.stream().anyMatch(other -> KeyUtils.compareKeys(other, key))
                && revoked.stream().noneMatch(other -> KeyUtils.compareKeys(other, key));
        if (!known) {
            refused = key;
        }
        return known;
    }

    /** What to say when the host's key was refused; empty if it was not. */
    public Optional<GitException> refusal(String attempted, Exception cause) {
        PublicKey key = refused;
        if (key == null) {
            return Optional.empty();
        }
        String name = port == 22 ? host : "[" + host + "]:" + port;
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        String found = "the SSH host " + name + " has the key " + fingerprint + " (" + KeyUtils.getKeyType(key) + "), "
                + (accepted.isEmpty() ? "and no key of it is known" : "which is not the one that is known");
        String line = name + " " + PublicKeyEntry.toString(key);
        String advice = accepted.isEmpty()
                ? "If its operator confirms that fingerprint, add this line to the known hosts: " + line
                : "Somebody may be in between; only if its operator confirms that fingerprint, replace its line in the"
                        + " known hosts by: " + line;
        return Optional.of(new GitException(Reason.UNTRUSTED_HOST_KEY, attempted, found, advice, cause));
    }
}
