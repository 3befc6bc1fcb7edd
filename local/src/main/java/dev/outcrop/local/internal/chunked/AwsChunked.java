package dev.outcrop.local.internal.chunked;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A body in AWS's own chunks: for each its length in hexadecimal digits, perhaps a signature, and
 * the data; then trailers.
 *
 * @param chunks the last one is empty
 * @param trailers by name in lower case, with that of the signature, in their order
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">aws-chunked</a>
 */
public record AwsChunked(List<Chunk> chunks, Map<String, String> trailers) {
    private static final String SIGNATURE = "chunk-signature=";
    private static final int MOST_TRAILERS = 16;

    /** One chunk. */
    public static final class Chunk {
        private final byte[] data;
        private final String signature;

        private Chunk(byte[] data, String signature) {
            this.data = data;
            this.signature = signature;
        }

        /** Returns the data, not a copy. */
        public byte[] data() {
            return data;
        }

        /** Returns the signature; empty for none. */
        public String signature() {
            return signature;
        }
    }

    public AwsChunked {
        chunks = List.copyOf(chunks);
    }

    /**
     * Reads a body.
     *
     * @throws IllegalArgumentException if it is not in chunks, or is cut off
     */
    public static AwsChunked of(byte[] body) {
        var chunks = new ArrayList<Chunk>();
        int at = 0;
        while (true) {
            int end = lineEnd(body, at);
            String line = text(body, at, end);
            int semicolon = line.indexOf(';');
            int length = length(semicolon < 0 ? line : line.substring(0, semicolon));
            String more = semicolon < 0 ? "" : line.substring(semicolon + 1).trim();
            String signature = more.startsWith(SIGNATURE) ? more.substring(SIGNATURE.length()) : "";
            at = end + 2;
            if (length > body.length - at) {
                throw invalid();
            }
            chunks.add(new Chunk(Arrays.copyOfRange(body, at, at + length), signature));
            if (length == 0) {
                return new AwsChunked(chunks, trailers(body, at));
            }
            at += length;
            if (lineEnd(body, at) != at) {
                throw invalid();
            }
            at += 2;
        }
    }

    /** Returns the data of all chunks. */
    public byte[] data() {
        var data = new ByteArrayOutputStream();
        chunks.forEach(chunk -> data.writeBytes(chunk.data()));
        return data.toByteArray();
    }

    /** Some clients end the list with an empty line, others with the body. */
    private static Map<String, String> trailers(byte[] body, int from) {
        var trailers = new LinkedHashMap<String, String>();
        int at = from;
        while (at < body.length) {
            int end = lineEnd(body, at);
            String line = text(body, at, end);
            int colon = line.indexOf(':');
            if (!line.isEmpty() && (colon < 1 || trailers.size() >= MOST_TRAILERS)) {
                throw invalid();
            }
            if (colon > 0) {
                String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
                trailers.put(name, line.substring(colon + 1).trim());
            }
            at = end + 2;
        }
        return trailers;
    }

    private static int length(String digits) {
        if (!digits.matches("[0-9a-fA-F]{1,7}")) {
            throw invalid();
        }
        return Integer.parseInt(digits, 16);
    }

    private static String text(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.US_ASCII);
    }

    private static int lineEnd(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw invalid();
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("The chunks of the body are not valid.");
    }
}
