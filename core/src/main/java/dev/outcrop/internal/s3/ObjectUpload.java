package dev.outcrop.internal.s3;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The upload of a file. One part at a time is in memory. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     upload</a>
 */
final class ObjectUpload {
    private static final int PART = 8 << 20;
    private static final int MOST_PARTS = 10_000;

    private final S3Bucket bucket;
    private final String key;
    private final String path;

    ObjectUpload(S3Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
        this.path = S3Address.path(key);
    }

    void send(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            if (size <= PART) {
                bucket.put(key, part(in, (int) size));
                return;
            }
            String upload = begin();
            try {
                List<Part> parts = parts(in, size, upload);
                complete(upload, parts, size);
            } catch (Throwable e) {
                abort(upload, e);
                throw e;
            }
        }
    }

    private static byte[] part(InputStream in, int size) throws IOException {
        byte[] content = in.readNBytes(size);
        if (content.length < size) {
            throw new EOFException("the file has become shorter");
        }
        return content;
    }

    private record Part(String etag, String checksum) {}

    private String begin() {
        String id =
                bucket.call(
                        "CreateMultipartUpload",
                        "POST",
                        path + "?uploads=",
                        Map.of("x-amz-checksum-algorithm", "CRC32"),
                        new byte[0],
                        response ->
                                XmlElement.of(response, "InitiateMultipartUploadResult")
                                        .text("UploadId"));
        if (id.isEmpty()) {
            throw new ProtocolException("the upload has no id", ErrorDetails.NONE);
        }
        return "uploadId=" + S3Address.encoded(id, false);
    }

    private List<Part> parts(InputStream in, long size, String upload) throws IOException {
        int length = (int) Math.max(PART, Math.ceilDiv(size, MOST_PARTS));
        var parts = new ArrayList<Part>();
        for (long at = 0; at < size; at += length) {
            byte[] content = part(in, (int) Math.min(length, size - at));
            String checksum = ObjectInfo.crc32(content);
            String etag =
                    bucket.call(
                            "UploadPart",
                            "PUT",
                            path + "?partNumber=" + (parts.size() + 1) + "&" + upload,
                            Map.of(ObjectInfo.CRC32, checksum),
                            content,
                            response -> String.valueOf(response.header("ETag")));
            parts.add(new Part(etag, checksum));
        }
        return parts;
    }

    /** If the answer to a completion is lost, the next attempt finds no upload, but the object. */
    private void complete(String upload, List<Part> parts, long size) {
        var xml = new StringBuilder("<CompleteMultipartUpload>");
        int number = 0;
        for (Part part : parts) {
            xml.append("<Part><PartNumber>").append(++number).append("</PartNumber><ETag>");
            xml.append(XmlElement.escaped(part.etag())).append("</ETag><ChecksumCRC32>");
            xml.append(part.checksum()).append("</ChecksumCRC32></Part>");
        }
        byte[] body =
                xml.append("</CompleteMultipartUpload>")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        try {
            bucket.call(
                    "CompleteMultipartUpload",
                    "POST",
                    path + "?" + upload,
                    Map.of("Content-Type", "application/xml"),
                    body,
                    response -> XmlElement.of(response, "CompleteMultipartUploadResult"));
        } catch (NotFoundException e) {
            ObjectInfo there = bucket.head(key);
            if (there == null || there.size() != size) {
                throw e;
            }
        }
    }

    private void abort(String upload, Throwable failure) {
        try {
            bucket.call(
                    "AbortMultipartUpload",
                    "DELETE",
                    path + "?" + upload,
                    Map.of(),
                    new byte[0],
                    response -> upload);
        } catch (BedrockException e) {
            failure.addSuppressed(e);
        }
    }
}
