package dev.outcrop.local.internal.authentication;

import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parsed {@code Authorization} header of Signature Version 4.
 *
 * @param date the date of the scope, {@code yyyyMMdd}
 * @param time the value of {@code X-Amz-Date}, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param headers names in lower case, in the listed order
 */
record AuthorizationHeader(
        String accessKeyId,
        String date,
        String region,
        String service,
        String terminator,
        String time,
        List<String> headers,
        String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    AuthorizationHeader {
        headers = List.copyOf(headers);
    }

    static AuthorizationHeader of(IncomingRequest request, String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0 || !authorization.substring(0, space).equals(ALGORITHM)) {
            throw incomplete("Authorization header requires 'Credential' parameter.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(space + 1).split(",", 16)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).trim(), part.substring(equals + 1).trim());
            }
        }
        String[] credential = part(parts, "Credential").split("/", -1);
        if (credential.length != 5) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements.");
        }
        String time = request.header("x-amz-date");
        if (time == null) {
            throw incomplete(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                            + " header.");
        }
        return new AuthorizationHeader(
                credential[0],
                credential[1],
                credential[2],
                credential[3],
                credential[4],
                time,
                List.of(part(parts, "SignedHeaders").split(";", -1)),
                part(parts, "Signature"));
    }

    String scope() {
        return date + "/" + region + "/" + service + "/" + terminator;
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.get(name);
        if (value == null || value.isEmpty()) {
            throw incomplete("Authorization header requires '" + name + "' parameter.");
        }
        return value;
    }

    private static ServiceError incomplete(String message) {
        return ServiceError.of("IncompleteSignatureException", message);
    }
}
