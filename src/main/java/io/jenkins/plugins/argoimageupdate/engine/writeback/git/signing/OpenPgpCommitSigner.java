package io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** Signs with an OpenPGP key, as {@code gpg --detach-sign --armor} does. */
public final class OpenPgpCommitSigner implements CommitSigner {

    private final PGPPublicKey publicKey;
    private final PGPPrivateKey privateKey;

    /**
     * @param armouredKey as {@code gpg --armor --export-secret-keys} prints it
     * @param passphrase empty for none
     * @param keyId hexadecimal id or fingerprint, or the end of it; empty for the first key that may sign
     * @throws ConfigurationException if no such key is there, or the passphrase does not open it
     */
    public OpenPgpCommitSigner(String armouredKey, String passphrase, String keyId) {
        try {
            PGPSecretKey secret = find(armouredKey, keyId);
            publicKey = secret.getPublicKey();
            privateKey =
                    secret.extractPrivateKey(new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                            .build(passphrase.toCharArray()));
        } catch (IOException e) {
            throw unusable("it cannot be read", e);
        } catch (PGPException e) {
            throw unusable("the passphrase is wrong, or the key cannot be read", e);
        }
        if (privateKey == null) {
            throw unusable("the text holds only a stub of the secret key", null);
        }
    }

    private static PGPSecretKey find(String armouredKey, String keyId) throws IOException, PGPException {
        PGPSecretKeyRingCollection rings = rings(armouredKey);
        PGPSecretKey found = null;
        for (PGPSecretKeyRing ring : rings) {
            for (PGPSecretKey key : ring) {
                if (isWanted(key, keyId) && (found == null || maySign(key) && !maySign(found))) {
                    found = key;
                }
            }
        }
        if (found == null || keyId.isEmpty() && !maySign(found)) {
            throw unusable(
                    "the text holds no secret key that may sign" + (keyId.isEmpty() ? "" : " with id " + keyId), null);
        }
        return found;
    }

    private static PGPSecretKeyRingCollection rings(String armouredKey) throws IOException, PGPException {
        byte[] text = armouredKey.getBytes(StandardCharsets.UTF_8);
        try {
            return new PGPSecretKeyRingCollection(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(text)), new BcKeyFingerprintCalculator());
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    private static boolean isWanted(PGPSecretKey key, String keyId) {
        StringBuilder fingerprint = new StringBuilder();
        for (byte part : key.getPublicKey().getFingerprint()) {
            fingerprint.append(String.format(Locale.ROOT, "%02X", part));
        }
        String wanted = keyId.toUpperCase(Locale.ROOT).replaceFirst("^0X", "").replaceAll("[ !]", "");
        return fingerprint.toString().endsWith(wanted);
    }

    /** By its flags; a key without flags by its algorithm. */
    private static boolean maySign(PGPSecretKey key) {
        if (key.isPrivateKeyEmpty() || !key.isSigningKey()) {
            return false;
        }
        var signatures = key.getPublicKey().getSignatures();
        boolean flagged = false;
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (signature.getHashedSubPackets() != null
                    && signature.getHashedSubPackets().getKeyFlags() != 0) {
                flagged = true;
                if ((signature.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
                    return true;
                }
            }
        }
        return !flagged;
    }

    @Override
    public SigningKey key() {
        return new SigningKey("OpenPGP", HexFormat.of().withUpperCase().formatHex(publicKey.getFingerprint()));
    }

    @Override
    public String sign(byte[] commit) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA512), publicKey);
            generator.init(PGPSignature.BINARY_DOCUMENT, privateKey);
            PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
            packets.setIssuerFingerprint(false, publicKey);
            generator.setHashedSubpackets(packets.generate());
            generator.update(commit);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            try (ArmoredOutputStream armour =
                    ArmoredOutputStream.builder().clearHeaders().build(text)) {
                generator.generate().encode(new BCPGOutputStream(armour));
            }
            return text.toString(StandardCharsets.US_ASCII);
        } catch (PGPException | IOException e) {
            throw unusable("signing with it failed", e);
        }
    }

    private static ConfigurationException unusable(String answer, @Nullable Exception cause) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "use the OpenPGP key",
                answer,
                "Give the key as gpg --armor --export-secret-keys prints it, and its passphrase if it has one",
                cause);
    }
}
