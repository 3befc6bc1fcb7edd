package dev.outcrop.internal.transport;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.limit.RateLimiter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * A successful response. Whoever has it closes it; closing early closes the connection at once.
 * Every failure while reading comes out as a {@link BedrockException}.
 */
public final class ServiceResponse implements AutoCloseable {
    private final HttpClient.Exchange exchange;
    private final IoExceptionMapper failures;
    private final SecretRedaction redaction;
    private final ErrorDetails details;
    private final RateLimiter.Turn turn;
    private long used = RateLimiter.UNKNOWN;

    ServiceResponse(
            HttpClient.Exchange exchange,
            IoExceptionMapper failures,
            SecretRedaction redaction,
            ErrorDetails details,
            RateLimiter.Turn turn) {
        this.exchange = exchange;
        this.failures = failures;
        this.redaction = redaction;
        this.details = details;
        this.turn = turn;
    }

    /** What is known about the call, for a failure that is found later. */
    public ErrorDetails details() {
        return details;
    }

    /** Keeps the secrets of the request out of what is said about the response. */
    public SecretRedaction redaction() {
        return redaction;
    }

    /**
     * Says how many tokens the call took, {@link RateLimiter#UNKNOWN} for all that were reserved;
     * so it is where this is not called.
     */
    public void used(long tokens) {
        used = tokens;
    }

    /** The service throttled the call after it had begun to answer. */
    public void throttled() {
        turn.throttled();
    }

    public @Nullable String header(String name) {
        return exchange.header(name);
    }

    /** The whole body. */
    public byte[] bytes(int limit) {
        try {
            byte[] body =
                    BodyReader.read(exchange.body(), exchange.header("Content-Length"), limit);
            if (body.length > limit) {
                throw new ProtocolException(
                        "the response is longer than " + limit + " bytes", details);
            }
            return body;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The body as it arrives. */
    public InputStream body() {
        return exchange.body();
    }

    /** Turns a failure of {@link #body()} into ours. */
    public BedrockException failure(IOException e) {
        return redaction.of(failures.whileReading(e, details));
    }

    @Override
    public void close() {
        exchange.close();
        turn.end(used);
    }
}
