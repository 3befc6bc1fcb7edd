package dev.outcrop.internal.transport;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An error in the format of a model vendor's API: Anthropic's, OpenAI's, or a similar one.
 *
 * @param code the vendor's name of the error; empty if there is none
 * @param status the HTTP status of that name; 0 if it is not known
 * @param remedy what a person can do
 */
record VendorError(String code, String message, int status, @Nullable String remedy) {
    /** Gemini refuses an invalid key with status 400. */
    private static final Pattern INVALID_KEY =
            Pattern.compile("^api key (?:not valid|not found|expired)", Pattern.CASE_INSENSITIVE);

    /** Parses an error in any of the formats; null if it is in none. */
    static @Nullable VendorError of(String text) {
        try {
            Json json = Json.parse(text);
            if (json instanceof Json.Arr(List<Json> all) && !all.isEmpty()) {
                String texts = ErrorTexts.of(json);
                return all.get(0) instanceof Json.Obj body
                        ? of(body)
                        : texts.isEmpty() ? null : known("", texts);
            }
            return json instanceof Json.Obj body ? of(body) : null;
        } catch (JsonException e) {
            return null;
        }
    }

    static @Nullable VendorError of(Json.Obj body) {
        if (body.get("response") instanceof Json.Obj response
                && !response.object("error").isEmpty()) {
            return of(response);
        }
        if (body.get("error") instanceof Json.Obj error) {
            return said(error);
        }
        if (body.get("error") instanceof Json.Str(String what)) {
            String message = body.string("message");
            return known("", message == null ? what : message);
        }
        String detail = ErrorTexts.of(body.get("detail"));
        if (!detail.isEmpty()) {
            return known(word(body.get("type")), detail);
        }
        String errors = ErrorTexts.of(body.get("errors"));
        if (!errors.isEmpty()) {
            return known("", errors);
        }
        boolean saysSo =
                "error".equals(body.string("type")) || "error".equals(body.string("object"));
        return saysSo || body.get("error_code") != null ? said(body) : null;
    }

    private static VendorError said(Json.Obj error) {
        String message = ErrorTexts.of(error.get("message"));
        String raw = ErrorTexts.ofProvider(error.object("metadata"));
        message = raw.isEmpty() || message.contains(raw) ? message : message + ": " + raw;
        String code = word(error.get("code"));
        for (String name : new String[] {"type", "error_code", "status"}) {
            code = code.isEmpty() || code.equals("error") ? word(error.get(name)) : code;
        }
        VendorError known = known(code, message);
        long number = error.integer("code", 0);
        return known.status() == 0 && number >= 400 && number <= 599
                ? new VendorError(code, known.message(), (int) number, known.remedy())
                : known;
    }

    /** Ignores a number. */
    private static String word(@Nullable Json code) {
        return code instanceof Json.Str(String word) && !word.matches("\\d*")
                ? ControlCharacters.line(word, 100)
                : "";
    }

    private static VendorError known(String code, String message) {
        int status =
                switch (code.toLowerCase(Locale.ROOT)) {
                    case "invalid_request_error",
                            "request_too_large",
                            "invalid_prompt",
                            "invalid_argument",
                            "context_length_exceeded" ->
                            400;
                    case "authentication_error", "invalid_api_key", "unauthenticated" -> 401;
                    case "billing_error", "insufficient_quota" -> 402;
                    case "permission_error", "permission_denied" -> 403;
                    case "not_found_error", "model_not_found", "not_found" -> 404;
                    case "timeout_error" -> 408;
                    case "rate_limit_error", "rate_limit_exceeded", "resource_exhausted" -> 429;
                    case "overloaded_error",
                            "service_unavailable",
                            "unavailable",
                            "service_unavailable_error" ->
                            503;
                    case "api_error", "server_error", "internal_server_error", "internal" -> 500;
                    default -> 0;
                };
        int means = INVALID_KEY.matcher(message).find() ? 401 : status;
        return new VendorError(code, message, means, remedy(means));
    }

    /** A remedy for a failure with that status, for any server. */
    static @Nullable String remedy(int status) {
        return switch (status) {
            case 401 -> "Check the API key or the credentials.";
            case 402 -> "Check the credit and the limits of the account.";
            case 403 -> "Check the permissions of the key or the account.";
            case 404 -> "Check the model name and the URL.";
            default -> null;
        };
    }
}
