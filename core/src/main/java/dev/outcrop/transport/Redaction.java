package dev.outcrop.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes the secrets of a request out of what is said about it: where a signature is wrong, AWS
 * quotes the headers that it covers, the session token among them.
 */
final class Redaction {
    private static final String AUTHORIZATION = "authorization";
    private static final String SESSION_TOKEN = "x-amz-security-token";

    /** Shorter ones are no secrets, and would tear other words apart. */
    private static final int SHORTEST = 8;

    private final List<String> secrets = new ArrayList<>();

    Redaction(HttpEngine.Call call) {
        this(call.headers());
        String ofProxy = call.proxy() == null ? null : call.proxy().authorization();
        if (ofProxy != null) {
            add(ofProxy.substring(ofProxy.lastIndexOf(' ') + 1));
        }
    }

    /**
     * @param headers those of the request
     */
    Redaction(Map<String, String> headers) {
        headers.forEach(
                (name, value) -> {
                    if (name.equalsIgnoreCase(SESSION_TOKEN) || isKey(name)) {
                        add(value);
                    } else if (name.equalsIgnoreCase(AUTHORIZATION)) {
                        // Bearer <token>, or … Signature=<signature>
                        add(value.substring(value.lastIndexOf(' ') + 1));
                    }
                });
    }

    /** Servers have names of their own for it: {@code x-api-key}, {@code api-key}. */
    private static boolean isKey(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("api-key");
    }

    private void add(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    byte[] of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "[secret]");
        }
        return redacted.equals(text) ? body : redacted.getBytes(StandardCharsets.UTF_8);
    }
}
