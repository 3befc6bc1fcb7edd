package dev.outcrop.local.internal.authentication;

import dev.outcrop.local.internal.chunked.AwsChunked;
import dev.outcrop.local.wire.IncomingRequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Checks the signatures of the chunks of a body, and of its trailers. Each covers the one before
 * it; the first one covers the signature of the headers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">sigv4-streaming</a>
 */
record ChunkSignatures(AuthorizationHeader signed, UnaryOperator<String> signature) {
    private static final String CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final String EMPTY = Sha256.hex(new byte[0]);

    /** Whether a body has chunks that are signed. */
    static boolean has(String payloadHash) {
        return payloadHash.startsWith(CHUNKS);
    }

    /** Whether all signatures are there and correct; true for a body whose chunks have none. */
    boolean areCorrect(IncomingRequest request, String payloadHash) {
        AwsChunked body;
        try {
            body = AwsChunked.of(request.body().toArray());
        } catch (IllegalArgumentException e) {
            return false;
        }
        String previous = signed.signature();
        for (AwsChunked.Chunk chunk : body.chunks()) {
            String expected =
                    signature.apply(
                            toSign("-PAYLOAD", previous) + EMPTY + "\n" + Sha256.hex(chunk.data()));
            if (!same(expected, chunk.signature())) {
                return false;
            }
            previous = expected;
        }
        if (!payloadHash.equals(CHUNKS + "-TRAILER")) {
            return body.trailers().isEmpty();
        }
        var lines = new StringBuilder();
        for (Map.Entry<String, String> trailer : body.trailers().entrySet()) {
            if (!trailer.getKey().equals(TRAILER_SIGNATURE)) {
                lines.append(trailer.getKey()).append(':').append(trailer.getValue()).append('\n');
            }
        }
        String expected =
                signature.apply(
                        toSign("-TRAILER", previous)
                                + Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8)));
        return same(expected, body.trailers().getOrDefault(TRAILER_SIGNATURE, ""));
    }

    private String toSign(String what, String previous) {
        return AuthorizationHeader.ALGORITHM
                + what
                + "\n"
                + signed.time()
                + "\n"
                + signed.scope()
                + "\n"
                + previous
                + "\n";
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
