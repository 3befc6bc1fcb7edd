package dev.outcrop.local.wire;

import dev.outcrop.json.Json;

/**
 * An error of Bedrock: a type, an HTTP status and a message. Before the first event it becomes the
 * response; after it, an exception frame.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html">error
 *     codes</a>
 */
public final class ServiceError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;
    private final boolean unmatched;
    private final boolean inStream;
    private final boolean ofVendor;

    public ServiceError(String type, int status, String message) {
        this(type, status, message, false, false, false);
    }

    private ServiceError(
            String type,
            int status,
            String message,
            boolean unmatched,
            boolean inStream,
            boolean ofVendor) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
        this.unmatched = unmatched;
        this.inStream = inStream;
        this.ofVendor = ofVendor;
    }

    /**
     * Returns the error for a request that nothing was prepared for, which is an error of the test.
     */
    public static ServiceError unmatched(String type, String message) {
        return new ServiceError(type, status(type), message, true, false, false);
    }

    /**
     * Returns a validation error that a streaming operation reports within a stream, of status 200,
     * even if there was no event before. Recorded of Nova, for an image.
     */
    public static ServiceError validationInStream(String message) {
        return new ServiceError("ValidationException", 400, message, false, true, false);
    }

    /**
     * Returns an error of the endpoint {@code bedrock-mantle}, which has the codes of vendors' APIs
     * and not the types of Bedrock.
     *
     * @param code {@code not_found_error}
     */
    public static ServiceError ofVendor(String code, int status, String message) {
        return new ServiceError(code, status, message, false, false, true);
    }

    public static ServiceError validation(String message) {
        return of("ValidationException", message);
    }

    /**
     * Returns an error with the status of its type in the service model; any other type has 400.
     */
    public static ServiceError of(String type, String message) {
        return new ServiceError(type, status(type), message);
    }

    /** Returns the type as in the service model: {@code ThrottlingException}. */
    public String type() {
        return type;
    }

    public int status() {
        return status;
    }

    /** Whether nothing was prepared for the request. */
    public boolean isUnmatched() {
        return unmatched;
    }

    /** Whether the type is a code of a vendor's API. */
    public boolean isOfVendor() {
        return ofVendor;
    }

    /** Whether a stream begins before this error is reported. */
    public boolean isInStream() {
        return inStream;
    }

    /** Returns the value of the header {@code x-amzn-ErrorType}. */
    public String header() {
        return type
                + ":http://internal.amazon.com/coral/"
                + (ofTheFramework() ? "com.amazon.coral.service/" : "com.amazon.bedrock/");
    }

    public String body() {
        return Json.EMPTY.with("message", Json.of(words())).toString();
    }

    /** Returns this error as a frame of a stream, where types begin with a lower-case letter. */
    public Frame frame() {
        return Frame.exception(Character.toLowerCase(type.charAt(0)) + type.substring(1), body());
    }

    private String words() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    private boolean ofTheFramework() {
        return switch (type) {
            case "UnknownOperationException",
                    "SerializationException",
                    "ExpiredTokenException",
                    "IncompleteSignatureException",
                    "InvalidSignatureException",
                    "MissingAuthenticationTokenException",
                    "UnrecognizedClientException" ->
                    true;
            default -> false;
        };
    }

    private static int status(String type) {
        return switch (type) {
            case "AccessDeniedException",
                    "ExpiredTokenException",
                    "IncompleteSignatureException",
                    "InvalidSignatureException",
                    "MissingAuthenticationTokenException",
                    "UnrecognizedClientException" ->
                    403;
            case "ResourceNotFoundException", "UnknownOperationException" -> 404;
            case "ModelTimeoutException" -> 408;
            case "ModelErrorException", "ModelStreamErrorException" -> 424;
            case "ThrottlingException", "ModelNotReadyException" -> 429;
            case "InternalServerException" -> 500;
            case "ServiceUnavailableException" -> 503;
            default -> 400;
        };
    }
}
