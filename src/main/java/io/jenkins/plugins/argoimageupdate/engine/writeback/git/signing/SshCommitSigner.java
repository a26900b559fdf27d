package io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.SshKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Signs with an SSH key, as {@code ssh-keygen -Y sign -n git} does (format: OpenSSH, {@code PROTOCOL.sshsig}). */
public final class SshCommitSigner implements CommitSigner {

    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String NAMESPACE = "git";
    private static final String HASH = "sha512";

    private final KeyPair key;
    private final BuiltinSignatures algorithm;

    /**
     * @param passphrase empty for none
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if the key cannot be used
     */
    public SshCommitSigner(String privateKey, String passphrase) {
        key = SshKeys.read(privateKey, passphrase);
        String type = KeyUtils.getKeyType(key);
        algorithm = KeyPairProvider.SSH_RSA.equals(type)
                ? BuiltinSignatures.rsaSHA512
                : BuiltinSignatures.fromFactoryName(type);
        if (algorithm == null || !algorithm.isSupported()) {
            throw SshKeys.unusable("keys of type " + type + " cannot sign", null);
        }
    }

    @Override
    public SigningKey key() {
        return new SigningKey("SSH", KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic()));
    }

    @Override
    public String sign(byte[] commit) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(commit);
            ByteArrayBuffer signed = new ByteArrayBuffer();
            signed.putRawBytes(MAGIC);
            signed.putString(NAMESPACE);
            signed.putString("");
            signed.putString(HASH);
            signed.putBytes(hash);
            ByteArrayBuffer envelope = new ByteArrayBuffer();
            envelope.putRawBytes(MAGIC);
            envelope.putInt(VERSION);
            envelope.putBytes(publicKey());
            envelope.putString(NAMESPACE);
            envelope.putString("");
            envelope.putString(HASH);
            envelope.putBytes(signature(signed.getCompactData()));
            return armoured(envelope.getCompactData());
        } catch (Exception e) {
            throw SshKeys.unusable("signing with it failed", e);
        }
    }

    private byte[] publicKey() {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key.getPublic());
        return buffer.getCompactData();
    }

    private byte[] signature(byte[] data) throws Exception {
        Signature signer = algorithm.create();
        signer.initSigner(null, key.getPrivate());
        signer.update(null, data);
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putString(algorithm.getName());
        buffer.putBytes(signer.sign(null));
        return buffer.getCompactData();
    }

    private static String armoured(byte[] envelope) {
        String base64 = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(envelope);
        return "-----BEGIN SSH SIGNATURE-----\n" + base64 + "\n-----END SSH SIGNATURE-----\n";
    }
}
