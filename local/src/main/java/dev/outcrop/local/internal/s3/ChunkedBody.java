package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.IncomingRequest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A body in AWS's own chunks: their length in hexadecimal digits, a signature, the data.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">aws-chunked</a>
 */
final class ChunkedBody {
    private ChunkedBody() {}

    /** Returns the data of a request, whether it is in chunks or not. */
    static byte[] of(IncomingRequest request) {
        byte[] body = request.body().toArray();
        return request.header("x-amz-decoded-content-length") == null ? body : decoded(body);
    }

    private static byte[] decoded(byte[] body) {
        var data = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (true) {
            int end = lineEnd(body, at);
            String line = new String(body, at, end - at, StandardCharsets.US_ASCII);
            int semicolon = line.indexOf(';');
            int length;
            try {
                length = Integer.parseInt(semicolon < 0 ? line : line.substring(0, semicolon), 16);
            } catch (NumberFormatException e) {
                throw invalid();
            }
            if (length == 0) {
                return data.toByteArray();
            }
            at = end + 2;
            if (length < 0 || at + length + 2 > body.length) {
                throw invalid();
            }
            data.write(body, at, length);
            at += length + 2;
        }
    }

    private static int lineEnd(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw invalid();
    }

    private static S3Error invalid() {
        return new S3Error(400, "IncompleteBody", "The chunks of the body are not valid.");
    }
}
