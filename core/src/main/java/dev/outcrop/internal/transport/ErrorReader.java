package dev.outcrop.internal.transport;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.credentials.source.XmlText;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the service's errors: in a response, or within a stream. Bodies may be anything: JSON in
 * several formats, empty, a proxy's web page.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class ErrorReader {
    private static final int EXCERPT = 2_000;

    private ErrorReader() {}

    /**
     * @param type the {@code x-amzn-ErrorType} header, or null
     */
    static BedrockException read(
            int status, @Nullable String type, byte[] body, ErrorDetails details) {
        String text = new String(body, StandardCharsets.UTF_8);
        Json.Obj json = object(text);
        VendorError vendor = type == null ? VendorError.of(text) : null;
        if (vendor != null) {
            return ofVendor(vendor, status, details);
        }
        if (type == null
                && text.stripLeading().startsWith("<")
                && XmlText.of(body, "Code") != null) {
            return ofXml(status, body, details);
        }
        String code = code(type != null ? type : firstString(json, "__type", "code", "Code"));
        String message = firstString(json, "message", "Message", "errorMessage");
        VendorError told = message == null ? VendorError.of(text) : null;
        if (told != null) {
            message = told.message();
        }
        if (message == null) {
            message = json.isEmpty() ? ControlCharacters.line(HtmlText.of(text), 200) : "";
        }
        return failure(
                status,
                code,
                ControlCharacters.line(message, EXCERPT),
                details.withService(status, code, details.requestId()),
                json);
    }

    /** The errors of S3. */
    private static BedrockException ofXml(int status, byte[] body, ErrorDetails details) {
        String code = ControlCharacters.line(String.valueOf(XmlText.of(body, "Code")), 100);
        String message = XmlText.of(body, "Message");
        return failure(
                status,
                code,
                ControlCharacters.line(message == null ? code : message, EXCERPT),
                details.withService(status, code, details.requestId()),
                Json.EMPTY);
    }

    /**
     * Returns the failure of an error within a stream, whose HTTP status was 200.
     *
     * @param code the {@code :exception-type} or {@code :error-code} of the frame
     */
    public static BedrockException inStream(
            String code, @Nullable String message, byte[] payload, ErrorDetails details) {
        Json.Obj json = object(new String(payload, StandardCharsets.UTF_8));
        String said = message != null ? message : firstString(json, "message", "Message");
        String fit = ControlCharacters.line(code, 100);
        String name =
                fit.isEmpty()
                        ? fit
                        : fit.substring(0, 1).toUpperCase(Locale.ROOT) + fit.substring(1);
        return failure(
                details.status(),
                name,
                ControlCharacters.line(said == null ? "" : said, EXCERPT),
                details.withService(details.status(), name, details.requestId()),
                json);
    }

    /** Returns the failure that a body reports although its status is success; null if none. */
    static @Nullable BedrockException inPlaceOfStream(byte[] body, ErrorDetails details) {
        VendorError error = VendorError.of(new String(body, StandardCharsets.UTF_8));
        return error == null ? null : ofVendor(error, details.status(), details);
    }

    /**
     * Returns the failure of an error in a vendor's own format, within a stream or in place of an
     * answer.
     *
     * @param body in Anthropic's, OpenAI's, or a similar format
     */
    public static BedrockException ofVendor(Json.Obj body, ErrorDetails details) {
        VendorError error = VendorError.of(body);
        return ofVendor(
                error == null ? new VendorError("", "", 0, null) : error,
                details.status(),
                details);
    }

    /**
     * The status of the response takes precedence over the error's name, unless that is more
     * specific.
     */
    private static BedrockException ofVendor(VendorError error, int status, ErrorDetails details) {
        String said = ControlCharacters.line(error.message(), EXCERPT);
        String what = said.isEmpty() ? "the service failed without a reason" : said;
        boolean isFailure = status > 299;
        boolean isExact = error.status() == 401 || error.status() == 402;
        int means = isExact || !isFailure ? error.status() : status;
        String code = error.code().isEmpty() ? null : error.code();
        ErrorDetails known =
                details.withService(status, code, details.requestId())
                        .withRemedy(VendorError.remedy(means));
        String remedy = RemedyTable.of(what, details.modelId(), null);
        known = remedy == null ? known : known.withRemedy(remedy);
        BedrockException tooLong =
                means == 402 || means == 429 ? null : ContextLength.of(what, code, known);
        if (tooLong != null) {
            return tooLong;
        }
        return switch (means) {
            case 0 -> new ServiceException(what, known);
            case 401 -> new CredentialsException(what, known);
            case 402 -> new QuotaExceededException(what, known);
            case 403 -> new AccessDeniedException(what, known);
            case 404 -> new NotFoundException(what, known);
            case 529 -> new ServiceException(what, known.withRetryable(true)); // overloaded
            default -> failure(means, code, what, known, Json.EMPTY);
        };
    }

    private static BedrockException failure(
            int status,
            @Nullable String code,
            String message,
            ErrorDetails details,
            Json.Obj json) {
        String what = message.isEmpty() ? "the service failed without a reason" : message;
        ErrorDetails again = details.withRetryable(true);
        String name = code == null ? "" : code;
        BedrockException tooLong =
                isThrottling(status, name) ? null : ContextLength.of(what, code, details);
        if (tooLong != null) {
            return tooLong;
        }
        return switch (name) {
            case "ThrottlingException", "TooManyRequestsException", "SlowDown" ->
                    throttled(what, details);
            case "ServiceQuotaExceededException" ->
                    new QuotaExceededException(
                            what,
                            details.withRemedy(
                                    "Request a higher quota (Service Quotas, Amazon Bedrock), or"
                                            + " use another model or region."));
            case "ValidationException" ->
                    new ValidationException(
                            what, details.withRemedy(Remedies.validation(what, details.modelId())));
            case "AccessDeniedException" ->
                    new AccessDeniedException(
                            what, details.withRemedy(Remedies.access(what, details.modelId())));
            case "ResourceNotFoundException" ->
                    new NotFoundException(
                            what, details.withRemedy(Remedies.notFound(what, details.modelId())));
            case "ModelTimeoutException" ->
                    new ModelTimeoutException(
                            what,
                            details.withRemedy("Stream the answer, or request a shorter one."));
            case "ModelErrorException", "ModelStreamErrorException" -> {
                long original = json.integer("originalStatusCode", 0);
                yield new ModelException(
                        what, details.withRetryable(original >= 500 || original == 429));
            }
            case "ModelNotReadyException",
                    "InternalServerException",
                    "InternalError",
                    "RequestTimeout",
                    "ServiceUnavailableException" ->
                    new ServiceException(what, again);
            case "ExpiredTokenException",
                    "ExpiredToken",
                    "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException" ->
                    new CredentialsException(
                            what, details.withRemedy(Remedies.credentials(name, what)));
            default -> byStatus(status, what, details);
        };
    }

    /** Limits of a minute are about tokens, too. */
    private static boolean isThrottling(int status, String code) {
        return status == 429
                || code.equals("ThrottlingException")
                || code.equals("TooManyRequestsException")
                || code.equals("ServiceQuotaExceededException");
    }

    private static BedrockException byStatus(int status, String what, ErrorDetails details) {
        if (status >= 200 && status < 300) {
            return new ServiceException(what, details);
        }
        return switch (status) {
            case 400, 413, 422 -> new ValidationException(what, details);
            case 401 ->
                    new CredentialsException(
                            what, details.withRemedy(Remedies.credentials("", what)));
            case 402 -> new QuotaExceededException(what, details);
            case 403 ->
                    new AccessDeniedException(
                            what, details.withRemedy(Remedies.access(what, details.modelId())));
            case 404 ->
                    new NotFoundException(
                            what, details.withRemedy(Remedies.notFound(what, details.modelId())));
            case 408 -> new ModelTimeoutException(what, details);
            case 424 -> new ModelException(what, details);
            case 429 -> throttled(what, details);
            case 500, 502, 503, 504 -> new ServiceException(what, details.withRetryable(true));
            default ->
                    status < 400
                            ? new ProtocolException(
                                    "unexpected HTTP " + status + "; redirects are not followed",
                                    details)
                            : new ServiceException(what, details);
        };
    }

    /** Daily token quotas do not refill within minutes. */
    private static BedrockException throttled(String what, ErrorDetails details) {
        return what.toLowerCase(Locale.ROOT).contains("per day")
                ? new QuotaExceededException(
                        what,
                        details.withRemedy(
                                "Wait until tomorrow, request a higher quota,"
                                        + " or use another model."))
                : new ThrottledException(
                        what,
                        details.withRetryable(true)
                                .withRemedy(Remedies.throttled(details.modelId())));
    }

    /** {@code Name:http://…} and {@code namespace#Name} both mean Name. */
    private static @Nullable String code(@Nullable String type) {
        if (type == null) {
            return null;
        }
        int end = type.indexOf(':');
        String name = end < 0 ? type : type.substring(0, end);
        return ControlCharacters.line(name.substring(name.indexOf('#') + 1), 100);
    }

    private static Json.Obj object(String text) {
        try {
            return Json.parse(text) instanceof Json.Obj object ? object : Json.EMPTY;
        } catch (JsonException e) {
            return Json.EMPTY;
        }
    }

    private static @Nullable String firstString(Json.Obj json, String... names) {
        for (String name : names) {
            if (json.string(name) != null) {
                return json.string(name);
            }
        }
        return null;
    }
}
