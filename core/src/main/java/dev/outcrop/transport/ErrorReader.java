package dev.outcrop.transport;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.text.Harmless;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads what the service says about a failure: in a response, or in the middle of a stream. Bodies
 * may be anything: JSON of several shapes, nothing, a proxy's web page.
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
    static BedrockException read(int status, @Nullable String type, byte[] body, Facts facts) {
        String text = new String(body, StandardCharsets.UTF_8);
        Json.Obj json = object(text);
        VendorError vendor = type == null ? VendorError.of(text) : null;
        if (vendor != null) {
            return ofVendor(vendor, status, facts);
        }
        String code = code(type != null ? type : firstString(json, "__type", "code", "Code"));
        String message = firstString(json, "message", "Message", "errorMessage");
        VendorError told = message == null ? VendorError.of(text) : null;
        if (told != null) {
            message = told.message();
        }
        if (message == null) {
            message = json.isEmpty() ? Harmless.line(text, 200) : "";
        }
        return failure(
                status,
                code,
                Harmless.line(message, EXCERPT),
                facts.withService(status, code, facts.requestId()),
                json);
    }

    /**
     * A failure inside a stream, whose HTTP status was 200.
     *
     * @param code the {@code :exception-type} or {@code :error-code} of the frame
     */
    public static BedrockException inStream(
            String code, @Nullable String message, byte[] payload, Facts facts) {
        Json.Obj json = object(new String(payload, StandardCharsets.UTF_8));
        String said = message != null ? message : firstString(json, "message", "Message");
        String fit = Harmless.line(code, 100);
        String name =
                fit.isEmpty()
                        ? fit
                        : fit.substring(0, 1).toUpperCase(Locale.ROOT) + fit.substring(1);
        return failure(
                facts.status(),
                name,
                Harmless.line(said == null ? "" : said, EXCERPT),
                facts.withService(facts.status(), name, facts.requestId()),
                json);
    }

    /**
     * A failure that a vendor's own API tells in the middle of a stream, or in place of an answer.
     *
     * @param body of Anthropic's, of OpenAI's, or one that looks like them
     */
    public static BedrockException ofVendor(Json.Obj body, Facts facts) {
        VendorError error = VendorError.of(body);
        return ofVendor(
                error == null ? new VendorError("", "", 0, null) : error, facts.status(), facts);
    }

    /** The status of the response says more than the word in it, unless that is finer. */
    private static BedrockException ofVendor(VendorError error, int status, Facts facts) {
        String said = Harmless.line(error.message(), EXCERPT);
        String what = said.isEmpty() ? "the service failed without saying why" : said;
        boolean isFailure = status > 299;
        int means = error.status() == 402 || !isFailure ? error.status() : status;
        String code = error.code().isEmpty() ? null : error.code();
        Facts known =
                facts.withService(status, code, facts.requestId())
                        .withRemedy(VendorError.remedy(means));
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
            int status, @Nullable String code, String message, Facts facts, Json.Obj json) {
        String what = message.isEmpty() ? "the service failed without saying why" : message;
        Facts again = facts.withRetryable(true);
        String name = code == null ? "" : code;
        return switch (name) {
            case "ThrottlingException", "TooManyRequestsException" -> throttled(what, facts);
            case "ServiceQuotaExceededException" -> new QuotaExceededException(what, facts);
            case "ValidationException" ->
                    new ValidationException(what, facts.withRemedy(Remedies.validation(what)));
            case "AccessDeniedException" ->
                    new AccessDeniedException(what, facts.withRemedy(Remedies.access(what)));
            case "ResourceNotFoundException" ->
                    new NotFoundException(what, facts.withRemedy(Remedies.notFound(what)));
            case "ModelTimeoutException" ->
                    new ModelTimeoutException(
                            what, facts.withRemedy("Stream the answer, or ask for a shorter one."));
            case "ModelErrorException", "ModelStreamErrorException" -> {
                long original = json.integer("originalStatusCode", 0);
                yield new ModelException(
                        what, facts.withRetryable(original >= 500 || original == 429));
            }
            case "ModelNotReadyException",
                    "InternalServerException",
                    "ServiceUnavailableException" ->
                    new ServiceException(what, again);
            case "ExpiredTokenException",
                    "ExpiredToken",
                    "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException" ->
                    new CredentialsException(what, facts.withRemedy(Remedies.credentials(name)));
            default -> byStatus(status, what, facts);
        };
    }

    private static BedrockException byStatus(int status, String what, Facts facts) {
        if (status >= 200 && status < 300) {
            return new ServiceException(what, facts);
        }
        return switch (status) {
            case 400, 413, 422 -> new ValidationException(what, facts);
            case 401 -> new CredentialsException(what, facts.withRemedy(Remedies.credentials("")));
            case 403 -> new AccessDeniedException(what, facts.withRemedy(Remedies.access(what)));
            case 404 -> new NotFoundException(what, facts.withRemedy(Remedies.notFound(what)));
            case 408 -> new ModelTimeoutException(what, facts);
            case 424 -> new ModelException(what, facts);
            case 429 -> throttled(what, facts);
            case 500, 502, 503, 504 -> new ServiceException(what, facts.withRetryable(true));
            default ->
                    status < 400
                            ? new ProtocolException(
                                    "expected an answer, got HTTP "
                                            + status
                                            + ", which is not followed",
                                    facts)
                            : new ServiceException(what, facts);
        };
    }

    /** The tokens of a day do not come back within minutes. */
    private static BedrockException throttled(String what, Facts facts) {
        return what.toLowerCase(Locale.ROOT).contains("per day")
                ? new QuotaExceededException(
                        what,
                        facts.withRemedy(
                                "Wait until tomorrow, ask for a higher quota, or use another"
                                        + " model."))
                : new ThrottledException(
                        what,
                        facts.withRetryable(true)
                                .withRemedy(
                                        "Try again in a minute; a smaller maxTokens reserves"
                                                + " less."));
    }

    /** {@code Name:http://…} and {@code namespace#Name} both mean Name. */
    private static @Nullable String code(@Nullable String type) {
        if (type == null) {
            return null;
        }
        int end = type.indexOf(':');
        String name = end < 0 ? type : type.substring(0, end);
        return Harmless.line(name.substring(name.indexOf('#') + 1), 100);
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
