package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.ServiceError;

/** An error of S3. */
final class S3Error extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    S3Error(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static S3Error notImplemented(String what) {
        return new S3Error(
                501,
                "NotImplemented",
                "The local emulator does not emulate "
                        + what
                        + " of S3. It serves PutObject, multipart uploads, GetObject, HeadObject,"
                        + " DeleteObject, DeleteObjects, ListObjectsV2, ListBuckets and"
                        + " CreateBucket.");
    }

    /** Returns the error of S3 for one of authentication. */
    static S3Error of(ServiceError error) {
        String message = String.valueOf(error.getMessage());
        return switch (error.type()) {
            case "ExpiredTokenException" -> new S3Error(400, "ExpiredToken", message);
            case "IncompleteSignatureException" ->
                    new S3Error(400, "AuthorizationHeaderMalformed", message);
            case "InvalidSignatureException" ->
                    message.startsWith("Signature expired")
                                    || message.startsWith("Signature not yet")
                            ? new S3Error(403, "RequestTimeTooSkewed", message)
                            : new S3Error(403, "SignatureDoesNotMatch", message);
            case "UnrecognizedClientException" -> new S3Error(403, "InvalidAccessKeyId", message);
            default -> new S3Error(403, "AccessDenied", "Access Denied");
        };
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
