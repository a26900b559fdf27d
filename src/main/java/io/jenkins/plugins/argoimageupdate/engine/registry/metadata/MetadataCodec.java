package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * How metadata is written as bytes, in memory and on disk. A change here needs a new {@link MetadataLog#FORMAT}.
 *
 * <p>The first byte of a key says what it is the key of.
 */
final class MetadataCodec {

    static final byte TAG = 'T';
    static final byte MANIFEST = 'M';
    static final byte CONFIG = 'C';

    private static final String SHA256 = "sha256:";
    private static final int SHA256_BYTES = 32;
    private static final int LARGE = 1 << 10;
    private static final byte[] USUAL_PLATFORM = bytes(out -> writePlatform(out, Platform.DEFAULT));

    private MetadataCodec() {}

    /**
     * What a tag named when it was looked at last.
     *
     * @param checked seconds since the epoch
     */
    record TagState(String digest, long checked) {}

    /** Writes one value. */
    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads one value. */
    private interface Reader<T> {
        T read(ByteBuffer in);
    }

    /** Stands for an endpoint's repository in the keys of its tags. */
    static byte[] repositoryKey(RegistryEndpoint endpoint, String repository) {
        try {
            byte[] name = (endpoint.api() + "/" + repository).getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(name), 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] tagKey(byte[] repositoryKey, String tag) {
        byte[] name = tag.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[1 + repositoryKey.length + name.length];
        key[0] = TAG;
        System.arraycopy(repositoryKey, 0, key, 1, repositoryKey.length);
        System.arraycopy(name, 0, key, 1 + repositoryKey.length, name.length);
        return key;
    }

    static boolean isTagKey(byte[] key) {
        return key[0] == TAG;
    }

    static byte[] manifestKey(String digest) {
        return digestKey(MANIFEST, digest);
    }

    static byte[] configKey(String digest) {
        return digestKey(CONFIG, digest);
    }

    /** The usual digest without streams, as keys are made for each tag of each check. */
    private static byte[] digestKey(byte kind, String digest) {
        if (digest.startsWith(SHA256) && digest.length() == SHA256.length() + 2 * SHA256_BYTES) {
            byte[] key = new byte[2 + SHA256_BYTES];
            key[0] = kind;
            key[1] = SHA256_BYTES;
            int allDigits = 0;
            for (int i = 0; i < SHA256_BYTES; i++) {
                int high = Digest.hexDigit(digest.charAt(SHA256.length() + 2 * i));
                int low = Digest.hexDigit(digest.charAt(SHA256.length() + 2 * i + 1));
                allDigits |= high | low;
                key[2 + i] = (byte) (high << 4 | low);
            }
            if (allDigits >= 0) {
                return key;
            }
        }
        return bytes(out -> {
            out.writeByte(kind);
            writeDigest(out, digest);
        });
    }

    static byte[] encode(TagState state) {
        return bytes(out -> {
            writeDigest(out, state.digest());
            out.writeInt((int) state.checked());
        });
    }

    static TagState tagState(byte[] bytes) {
        return read(bytes, in -> new TagState(readDigest(in), Integer.toUnsignedLong(in.getInt())));
    }

    /** When the tag was looked at, without the rest of its {@link TagState}: seconds since the epoch. */
    static long checked(byte[] tagState) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(tagState).getInt(tagState.length - Integer.BYTES));
    }

    static byte[] encode(Manifest manifest) {
        return bytes(out -> {
            if (manifest instanceof Manifest.Image image) {
                out.writeByte('i');
                writeDigest(out, image.configDigest());
                writeTexts(out, image.annotations());
            } else if (manifest instanceof Manifest.Index index) {
                out.writeByte('x');
                out.writeInt(index.children().size());
                for (Manifest.Child child : index.children()) {
                    writeDigest(out, child.digest());
                    writePlatform(out, child.platform());
                }
                writeTexts(out, index.annotations());
            } else {
                out.writeByte('u');
                writeText(out, ((Manifest.Unusable) manifest).problem());
            }
        });
    }

    static Manifest manifest(byte[] bytes) {
        return read(bytes, in -> switch (in.get()) {
            case 'i' -> new Manifest.Image(readDigest(in), readTexts(in));
            case 'x' -> new Manifest.Index(readChildren(in), readTexts(in));
            default -> new Manifest.Unusable(readText(in));
        });
    }

    /** Some builders write whole documents into labels; such a configuration is compressed. */
    static byte[] encode(ImageConfig config) {
        byte[] plain = bytes(out -> {
            writePlatform(out, config.platform());
            writeText(out, config.created());
            writeTexts(out, config.labels());
        });
        return bytes(out -> {
            boolean large = plain.length > LARGE;
            out.writeByte(large ? 'z' : 'p');
            if (large) {
                try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                    deflater.write(plain);
                }
            } else {
                out.write(plain);
            }
        });
    }

    static ImageConfig config(byte[] bytes) {
        return read(bytes, in -> {
            ByteBuffer plain = in.get() == 'z' ? inflated(in) : in;
            return new ImageConfig(readPlatform(plain), readText(plain), readTexts(plain));
        });
    }

    private static ByteBuffer inflated(ByteBuffer in) {
        InputStream deflated = new ByteArrayInputStream(in.array(), in.position(), in.remaining());
        try (InflaterInputStream inflater = new InflaterInputStream(deflated)) {
            return ByteBuffer.wrap(inflater.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Manifest.Child> readChildren(ByteBuffer in) {
        int count = in.getInt();
        List<Manifest.Child> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(new Manifest.Child(readDigest(in), readPlatform(in)));
        }
        return List.copyOf(children);
    }

    private static void writePlatform(DataOutputStream out, Platform platform) throws IOException {
        writeText(out, platform.os());
        writeText(out, platform.architecture());
        writeText(out, platform.variant());
    }

    /** Nearly all images are for the same platform; that one is not made anew for each. */
    private static Platform readPlatform(ByteBuffer in) {
        int start = in.position();
        int end = start + USUAL_PLATFORM.length;
        if (end <= in.limit() && Arrays.equals(in.array(), start, end, USUAL_PLATFORM, 0, USUAL_PLATFORM.length)) {
            in.position(end);
            return Platform.DEFAULT;
        }
        return new Platform(readText(in), readText(in), readText(in));
    }

    private static boolean isSha256(String digest) {
        return digest.startsWith(SHA256) && Digest.isValid(digest);
    }

    private static void writeDigest(DataOutputStream out, String digest) throws IOException {
        if (isSha256(digest)) {
            out.writeByte(SHA256_BYTES);
            out.write(HexFormat.of().parseHex(digest, SHA256.length(), digest.length()));
        } else {
            out.writeByte(0);
            writeText(out, digest);
        }
    }

    private static String readDigest(ByteBuffer in) {
        if (in.get() != SHA256_BYTES) {
            return readText(in);
        }
        int start = in.position();
        in.position(start + SHA256_BYTES);
        return SHA256 + HexFormat.of().formatHex(in.array(), start, start + SHA256_BYTES);
    }

    private static void writeTexts(DataOutputStream out, Map<String, String> texts) throws IOException {
        writeLength(out, texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            writeText(out, text.getKey());
            writeText(out, text.getValue());
        }
    }

    private static Map<String, String> readTexts(ByteBuffer in) {
        int count = readLength(in);
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            texts.put(readText(in), readText(in));
        }
        return Collections.unmodifiableMap(texts);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeLength(out, utf8.length);
        out.write(utf8);
    }

    private static String readText(ByteBuffer in) {
        int length = readLength(in);
        if (length == 0) {
            return "";
        }
        int start = in.position();
        in.position(start + length);
        return new String(in.array(), start, length, StandardCharsets.UTF_8);
    }

    /** One byte where that is enough. */
    private static void writeLength(DataOutputStream out, int length) throws IOException {
        if (length < 0xff) {
            out.writeByte(length);
        } else {
            out.writeByte(0xff);
            out.writeInt(length);
        }
    }

    private static int readLength(ByteBuffer in) {
        int length = Byte.toUnsignedInt(in.get());
        return length < 0xff ? length : in.getInt();
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try {
            writer.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reader<T> reader) {
        return reader.read(ByteBuffer.wrap(bytes));
    }
}
