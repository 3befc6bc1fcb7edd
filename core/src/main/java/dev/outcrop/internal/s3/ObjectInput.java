package dev.outcrop.internal.s3;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.transport.ServiceResponse;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The content of an object, in parts that are each requested by their range and read completely. So
 * a connection that is cut costs one part, and memory does not depend on the size. For one thread.
 */
final class ObjectInput extends InputStream {
    private static final int PART = 4 << 20;

    private final S3Bucket bucket;
    private final String key;
    private final ObjectInfo info;
    private final CRC32 crc = new CRC32();
    private byte[] part = new byte[0];
    private int at;
    private long next;

    ObjectInput(S3Bucket bucket, String key, ObjectInfo info) {
        this.bucket = bucket;
        this.key = key;
        this.info = info;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (at == part.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, part.length - at);
        System.arraycopy(part, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean fill() {
        if (next == info.size()) {
            return false;
        }
        long last = Math.min(next + PART, info.size()) - 1;
        var headers = new LinkedHashMap<String, String>();
        headers.put("Range", "bytes=" + next + "-" + last);
        if (info.etag() != null) {
            headers.put("If-Match", info.etag());
        }
        part =
                bucket.call(
                        "GetObject",
                        "GET",
                        S3Address.path(key),
                        Map.copyOf(headers),
                        new byte[0],
                        response -> checked(response, last));
        at = 0;
        next = last + 1;
        crc.update(part);
        if (next == info.size()
                && info.checksum() != null
                && !info.checksum().equals(ObjectInfo.text(crc))) {
            throw new ProtocolException(
                    "the content of the object differs from its checksum", ErrorDetails.NONE);
        }
        return true;
    }

    private byte[] checked(ServiceResponse response, long last) {
        int length = (int) (last + 1 - next);
        String range = response.header("Content-Range");
        boolean right =
                range == null
                        ? length == info.size()
                        : range.equals("bytes " + next + "-" + last + "/" + info.size());
        if (!right) {
            throw new ProtocolException(
                    "the answer is not the part that was requested", response.details());
        }
        if (info.etag() != null && !info.etag().equals(response.header("ETag"))) {
            throw new ProtocolException(
                    "the object was changed while it was read", response.details());
        }
        byte[] content = response.bytes(length);
        if (content.length != length) {
            throw new ProtocolException(
                    "the answer has " + content.length + " bytes in place of " + length,
                    response.details().withRetryable(true));
        }
        return content;
    }
}
