package dev.outcrop.local.engine;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Converts errors of the server to Bedrock's. */
final class UpstreamErrors {
    private static final int LONGEST = 4_096;

    private UpstreamErrors() {}

    static ServiceError of(int status, String message) {
        String type =
                switch (status) {
                    case 400, 413, 422 -> "ValidationException";
                    case 401, 403 -> "AccessDeniedException";
                    case 404 -> "ResourceNotFoundException";
                    case 408, 504 -> "ModelTimeoutException";
                    case 429 -> "ThrottlingException";
                    case 502, 503 -> "ServiceUnavailableException";
                    default -> "ModelErrorException";
                };
        return ServiceError.of(type, "The upstream server returned (" + status + "): " + message);
    }

    static ServiceError brokenOff() {
        return ServiceError.of(
                "ModelStreamErrorException", "The upstream server ended its answer early.");
    }

    static ServiceError inTheStream(String message) {
        return ServiceError.of(
                "ModelStreamErrorException", "The upstream server returned: " + message);
    }

    /** Returns the message of an error body, in the formats that servers use, or its text. */
    static String message(InputStream body) throws IOException {
        String text = new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
        try {
            return Json.parse(text) instanceof Json.Obj error ? message(error) : text;
        } catch (JsonException e) {
            return text.strip();
        }
    }

    /** {@code {"error": {"message": …}}}, {@code {"error": …}} or {@code {"message": …}}. */
    static String message(Json.Obj error) {
        String inside = error.object("error").string("message");
        String plain = error.string("error");
        String message = error.string("message");
        return inside != null
                ? inside
                : plain != null ? plain : message != null ? message : error.toString();
    }
}
