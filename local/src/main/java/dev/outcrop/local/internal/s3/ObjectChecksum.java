package dev.outcrop.local.internal.s3;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksums of S3's objects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity</a>
 */
enum ObjectChecksum {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    private static final int PIECE = 1 << 16;
    private static final String HEADER = "x-amz-checksum-";

    /** Returns the header: {@code x-amz-checksum-crc32}. */
    String header() {
        return HEADER + name().toLowerCase(Locale.ROOT);
    }

    /** Returns the element of XML: {@code ChecksumCRC32}. */
    String element() {
        return "Checksum" + name();
    }

    /** Whether the checksum of all data is the default for an object of several parts. */
    boolean isOfAllParts() {
        return this == CRC64NVME;
    }

    /** Returns the algorithm of a name in any case; null for an unknown one. */
    static @Nullable ObjectChecksum named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** Returns the number of bytes of a value. */
    int length() {
        return switch (this) {
            case CRC32, CRC32C -> 4;
            case CRC64NVME -> 8;
            case SHA1 -> 20;
            case SHA256 -> 32;
        };
    }

    /** Returns the value of some data, in Base64. */
    String of(byte[] data) {
        return Base64.getEncoder().encodeToString(bytes(data));
    }

    /** Returns the value of a file, in Base64; only CRCs can be of all parts. */
    String of(Path file) throws IOException {
        Checksum crc = crc();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                crc.update(piece, 0, read);
            }
        }
        return Base64.getEncoder().encodeToString(bytes(crc));
    }

    byte[] bytes(byte[] data) {
        if (!isCrc()) {
            return hash(this == SHA1 ? "SHA-1" : "SHA-256", data);
        }
        Checksum crc = crc();
        crc.update(data);
        return bytes(crc);
    }

    /** Whether it can be one of all data of several parts. */
    boolean isCrc() {
        return compareTo(CRC64NVME) <= 0;
    }

    private Checksum crc() {
        return switch (this) {
            case CRC32 -> new CRC32();
            case CRC32C -> new CRC32C();
            case CRC64NVME -> new Crc64();
            case SHA1, SHA256 -> throw new IllegalStateException("not a CRC: " + this);
        };
    }

    private byte[] bytes(Checksum crc) {
        ByteBuffer bytes = ByteBuffer.allocate(8).putLong(crc.getValue());
        return Arrays.copyOfRange(bytes.array(), 8 - length(), 8);
    }

    /** Whether a text is the Base64 of as many bytes as a value has. */
    boolean isValue(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == length();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static byte[] hash(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has them
        }
    }
}
