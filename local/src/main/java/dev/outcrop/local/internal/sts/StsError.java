package dev.outcrop.local.internal.sts;

import dev.outcrop.local.wire.ServiceError;

/** An error of STS. */
final class StsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    StsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Returns the error of STS for one of authentication. */
    static StsError of(ServiceError error) {
        String message = String.valueOf(error.getMessage());
        return switch (error.type()) {
            case "ExpiredTokenException" -> new StsError(403, "ExpiredToken", message);
            case "IncompleteSignatureException" ->
                    new StsError(400, "IncompleteSignature", message);
            case "InvalidSignatureException" -> new StsError(403, "SignatureDoesNotMatch", message);
            case "MissingAuthenticationTokenException" ->
                    new StsError(403, "MissingAuthenticationToken", message);
            default -> new StsError(403, "InvalidClientTokenId", message);
        };
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
