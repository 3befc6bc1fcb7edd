package dev.outcrop.local.internal.s3;

import dev.outcrop.local.internal.chunked.AwsChunked;
import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** The data of a request, compared with the checksums that its headers and trailers have. */
final class ReceivedBody {
    private final byte[] data;
    private final @Nullable ObjectChecksum checksum;
    private final String value;

    private ReceivedBody(byte[] data, @Nullable ObjectChecksum checksum, String value) {
        this.data = data;
        this.checksum = checksum;
        this.value = value;
    }

    /** Returns the data, not a copy. */
    byte[] data() {
        return data;
    }

    /** Returns the algorithm that the request has a value of; null for none. */
    @Nullable ObjectChecksum checksum() {
        return checksum;
    }

    /** Returns the value in Base64; empty for none. */
    String value() {
        return value;
    }

    /**
     * Reads the data of a request, whether it is in chunks or not.
     *
     * @throws S3Error if the data is incomplete or does not match a checksum
     */
    static ReceivedBody of(IncomingRequest request) {
        byte[] body = request.body().toArray();
        Map<String, String> trailers = Map.of();
        String hash = request.header("x-amz-content-sha256");
        String decoded = request.header("x-amz-decoded-content-length");
        if (decoded != null || (hash != null && hash.startsWith("STREAMING-"))) {
            AwsChunked chunked = chunked(body);
            body = chunked.data();
            trailers = chunked.trailers();
            if (decoded != null && !decoded.equals(String.valueOf(body.length))) {
                throw incomplete();
            }
        } else if (hash != null
                && hash.matches("[0-9a-f]{64}")
                && !hash.equals(HexFormat.of().formatHex(ObjectChecksum.SHA256.bytes(body)))) {
            throw new S3Error(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        checkMd5(request.header("content-md5"), body);
        String announced = request.header("x-amz-trailer");
        if (announced != null && !trailers.containsKey(announced.trim())) {
            throw new S3Error(
                    400,
                    "MalformedTrailerError",
                    "The request contained trailing data that was not well-formed or did not"
                            + " conform to our published schema.");
        }
        return checked(request, body, trailers);
    }

    private static ReceivedBody checked(
            IncomingRequest request, byte[] body, Map<String, String> trailers) {
        for (ObjectChecksum one : ObjectChecksum.values()) {
            String value = trailers.getOrDefault(one.header(), request.header(one.header()));
            // That of a completed upload is not of the request's body.
            if (value != null && !request.method().equals("POST")) {
                if (!one.isValue(value)) {
                    throw new S3Error(
                            400,
                            "InvalidRequest",
                            "Value for " + one.header() + " header is invalid.");
                }
                if (!one.of(body).equals(value)) {
                    throw new S3Error(
                            400,
                            "BadDigest",
                            "The " + one + " you specified did not match the calculated checksum.");
                }
                return new ReceivedBody(body, one, value);
            }
        }
        return new ReceivedBody(body, null, "");
    }

    private static AwsChunked chunked(byte[] body) {
        try {
            return AwsChunked.of(body);
        } catch (IllegalArgumentException e) {
            throw incomplete();
        }
    }

    private static void checkMd5(@Nullable String told, byte[] body) {
        byte[] md5 = ObjectChecksum.hash("MD5", body);
        if (told != null && !told.equals(Base64.getEncoder().encodeToString(md5))) {
            throw new S3Error(
                    400,
                    "BadDigest",
                    "The Content-MD5 you specified did not match what we received.");
        }
    }

    private static S3Error incomplete() {
        return new S3Error(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP"
                        + " header.");
    }
}
