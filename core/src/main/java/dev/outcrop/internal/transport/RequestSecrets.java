package dev.outcrop.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.policy.HttpProxy;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the secrets of a request. Not loaded before a call fails. */
final class RequestSecrets {
    /** Shorter values of headers are not secrets. */
    private static final int SHORTEST = 8;

    private static final Pattern KEY_ID = Pattern.compile("Credential=([^/,\\s]+)/");
    private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-fA-F]+)");

    /** {@code WebIdentityToken=…} of STS, {@code "refreshToken":"…"} of the sign-in service. */
    private static final Pattern FIELD =
            Pattern.compile("(?i)\\w*(?:token|secret)\\w*(?:=|\"\\s*:\\s*\")([^&\"]{8,})");

    private RequestSecrets() {}

    /**
     * @param more secrets that are known already
     */
    static List<String> of(
            Map<String, String> headers, @Nullable HttpProxy proxy, List<String> more) {
        var values = new ArrayList<String>(more);
        headers.forEach((name, value) -> add(name.toLowerCase(Locale.ROOT), value, values));
        String authorization = proxy == null ? null : proxy.authorization();
        if (authorization != null) {
            addAuthorization(authorization, values);
        }
        return values;
    }

    private static void add(String name, String value, List<String> values) {
        if (name.endsWith("authorization")) {
            addAuthorization(value, values);
        } else if (isSecret(name) && value.length() >= SHORTEST) {
            values.add(value);
        }
    }

    /** Servers use their own names for it: {@code x-api-key}, {@code api-key}. */
    private static boolean isSecret(String name) {
        return name.contains("token")
                || name.contains("secret")
                || name.contains("password")
                || name.contains("cookie")
                || name.endsWith("key")
                || name.endsWith("auth");
    }

    /** {@code Bearer <token>}, {@code Basic <pair>}, or a signature and the id of its key. */
    private static void addAuthorization(String value, List<String> values) {
        Matcher keyId = KEY_ID.matcher(value);
        if (keyId.find()) {
            values.add(keyId.group(1));
            Matcher signature = SIGNATURE.matcher(value);
            if (signature.find()) {
                values.add(signature.group(1));
            }
            return;
        }
        String secret = value.substring(value.indexOf(' ') + 1).strip();
        if (secret.length() >= SHORTEST) {
            values.add(secret);
        }
        if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
            addPair(secret, values);
        }
    }

    private static void addPair(String base64, List<String> values) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), UTF_8);
            values.add(pair);
            values.add(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            // It does not have the announced format; the unchanged value is among the secrets.
        }
    }

    /** The tokens in a body that is a form or JSON. */
    static List<String> inBody(byte[] body) {
        var secrets = new ArrayList<String>();
        Matcher fields = FIELD.matcher(new String(body, UTF_8));
        while (fields.find()) {
            String value = fields.group(1);
            secrets.add(value);
            addDecoded(value, secrets);
        }
        return secrets;
    }

    private static void addDecoded(String value, List<String> secrets) {
        try {
            secrets.add(URLDecoder.decode(value.replace("+", "%2B"), UTF_8));
        } catch (IllegalArgumentException e) {
            // It is not percent-encoded; the unchanged value is among the secrets.
        }
    }
}
