package dev.outcrop.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.text.Secrets;
import dev.outcrop.policy.HttpProxy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Removes the secrets of one request from all texts about it. All text from the server is redacted
 * before it reaches an exception, a log or an observer: servers and proxies quote the request's
 * headers, at any position. The secrets are collected only once a call fails. Safe for any number
 * of threads.
 */
public final class SecretRedaction {
    private final Map<String, String> headers;
    private final @Nullable HttpProxy proxy;
    private final List<String> more;
    private volatile @Nullable Secrets known;

    /**
     * @param headers those of the request
     */
    SecretRedaction(Map<String, String> headers) {
        this(headers, null, List.of());
    }

    /**
     * @param headers those of the request
     * @param proxy the proxy of the request, whose credentials are secret too
     * @param more secrets that are in no header
     */
    SecretRedaction(Map<String, String> headers, @Nullable HttpProxy proxy, List<String> more) {
        this.headers = headers;
        this.proxy = proxy;
        this.more = more;
    }

    /** Returns the failure without the secrets, in its own texts and those of its causes. */
    public BedrockException of(BedrockException failure) {
        return failure.withTexts(this::of);
    }

    /** Does the same for a failure that is not ours yet. */
    IOException of(IOException failure) {
        BedrockException carrier = new ProtocolException("", ErrorDetails.NONE, failure);
        Throwable cause = of(carrier).getCause();
        if (cause == null || cause.equals(failure)) {
            return failure;
        }
        var quoted = new IOException(cause.getMessage(), cause.getCause());
        quoted.setStackTrace(failure.getStackTrace());
        return quoted;
    }

    /** Returns the text without the secrets; the same object if it has none. */
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
            secrets = Secrets.of(RequestSecrets.of(headers, proxy, more));
            known = secrets;
        }
        return secrets;
    }
}
