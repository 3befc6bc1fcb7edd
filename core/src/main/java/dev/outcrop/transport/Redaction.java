package dev.outcrop.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.text.Secrets;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the secrets of one request out of everything that is said about it. All text that comes
 * from the other side passes it before it reaches an exception, a log or an observer: servers and
 * proxies quote the request's headers, in any place that they write. Finding the secrets costs
 * nothing until a call fails. Safe for any number of threads.
 */
public final class Redaction {
    /** Shorter values of headers are no secrets. */
    private static final int SHORTEST = 8;

    private static final Pattern KEY_ID = Pattern.compile("Credential=([^/,\\s]+)/");
    private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-fA-F]+)");

    private final Map<String, String> headers;
    private final @Nullable HttpProxy proxy;
    private final List<String> more;
    private volatile @Nullable Secrets known;

    /**
     * @param headers those of the request
     */
    Redaction(Map<String, String> headers) {
        this(headers, null, List.of());
    }

    /**
     * @param headers those of the request
     * @param proxy what the request goes through, whose credentials are secret too
     * @param more secrets that no header has
     */
    Redaction(Map<String, String> headers, @Nullable HttpProxy proxy, List<String> more) {
        this.headers = headers;
        this.proxy = proxy;
        this.more = more;
    }

    /** The failure without the secrets, in its own texts and in those of its causes. */
    public BedrockException of(BedrockException failure) {
        return failure.withTexts(this::of);
    }

    /** The same for a failure that is not ours yet. */
    IOException of(IOException failure) {
        BedrockException carrier = new ProtocolException("", Facts.NONE, failure);
        Throwable cause = of(carrier).getCause();
        if (cause == failure || cause == null) {
            return failure;
        }
        var quoted = new IOException(cause.getMessage(), cause.getCause());
        quoted.setStackTrace(failure.getStackTrace());
        return quoted;
    }

    /** The text without the secrets; the same object where it has none. */
    public String of(String text) {
        return secrets().removedFrom(text);
    }

    byte[] of(byte[] body) {
        String text = new String(body, UTF_8);
        String redacted = of(text);
        return redacted.equals(text) ? body : redacted.getBytes(UTF_8);
    }

    private Secrets secrets() {
        Secrets secrets = known;
        if (secrets == null) {
            secrets = Secrets.of(values());
            known = secrets;
        }
        return secrets;
    }

    private List<String> values() {
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

    /** Servers have names of their own for it: {@code x-api-key}, {@code api-key}. */
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
            // It is not what it says it is; as it stands, it is among the secrets.
        }
    }
}
