package dev.outcrop.transport;

import dev.outcrop.transport.http.HttpEngine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets of a request out of what is said about it: where a signature is wrong, AWS
 * quotes the headers that it covers, the id of the key and the session token among them.
 */
final class Redaction {
    private static final String AUTHORIZATION = "authorization";
    private static final String SESSION_TOKEN = "x-amz-security-token";

    /** Shorter ones are no secrets, and would tear other words apart. */
    private static final int SHORTEST = 8;

    private static final Pattern KEY_ID = Pattern.compile("Credential=([^/,\\s]+)/");

    private final List<Pattern> secrets = new ArrayList<>();

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
                        // Bearer <token>, or … Credential=<key id>/…, Signature=<signature>
                        String last = value.substring(value.lastIndexOf(' ') + 1);
                        add(last.replaceFirst("^Signature=", ""));
                        Matcher keyId = KEY_ID.matcher(value);
                        if (keyId.find()) {
                            add(keyId.group(1));
                        }
                    }
                });
    }

    /** Servers have names of their own for it: {@code x-api-key}, {@code api-key}. */
    private static boolean isKey(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("api-key");
    }

    private void add(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(Pattern.compile(spellings(secret)));
        }
    }

    /** As it is, or with what is neither letter nor digit as JSON may escape it. */
    private static String spellings(String secret) {
        var pattern = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            boolean plain =
                    (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            pattern.append(
                    plain
                            ? String.valueOf(c)
                            : String.format(
                                    "(?:\\\\?%s|\\\\u(?i:%04x))",
                                    Pattern.quote(String.valueOf(c)), (int) c));
        }
        return pattern.toString();
    }

    byte[] of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String redacted = text;
        for (Pattern secret : secrets) {
            redacted = secret.matcher(redacted).replaceAll("[secret]");
        }
        return redacted.equals(text) ? body : redacted.getBytes(StandardCharsets.UTF_8);
    }
}
