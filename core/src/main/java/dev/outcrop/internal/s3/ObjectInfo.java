package dev.outcrop.internal.s3;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.transport.ServiceResponse;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * What S3 says of an object.
 *
 * @param etag identifies its content; null if the server sends none
 * @param checksum CRC-32 of all of it in Base64; null if there is none
 */
public record ObjectInfo(long size, @Nullable String etag, @Nullable String checksum) {
    /** The header of a checksum. */
    static final String CRC32 = "x-amz-checksum-crc32";

    static ObjectInfo of(ServiceResponse response) {
        String length = response.header("Content-Length");
        if (length == null || !length.matches("\\d{1,18}")) {
            throw new ProtocolException("the object has no length", response.details());
        }
        String crc = response.header(CRC32);
        // That of an object in parts is a checksum of checksums, and has their number at its end.
        boolean whole = crc != null && !crc.contains("-");
        return new ObjectInfo(Long.parseLong(length), response.header("ETag"), whole ? crc : null);
    }

    static String crc32(byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        return text(crc);
    }

    static String text(CRC32 crc) {
        byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(bytes);
    }
}
