package dev.outcrop.transport;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.limit.Limiter;
import dev.outcrop.transport.http.HttpEngine;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * A successful response. Whoever has it closes it; closing early closes the connection at once.
 * Every failure while reading comes out as a {@link BedrockException}.
 */
public final class Response implements AutoCloseable {
    private final HttpEngine.Exchange exchange;
    private final Failures failures;
    private final Redaction redaction;
    private final Facts facts;
    private final Limiter.Turn turn;
    private long used = Limiter.UNKNOWN;

    Response(
            HttpEngine.Exchange exchange,
            Failures failures,
            Redaction redaction,
            Facts facts,
            Limiter.Turn turn) {
        this.exchange = exchange;
        this.failures = failures;
        this.redaction = redaction;
        this.facts = facts;
        this.turn = turn;
    }

    /** What is known about the call, for a failure that is found later. */
    public Facts facts() {
        return facts;
    }

    /** Keeps the secrets of the request out of what is said about the response. */
    public Redaction redaction() {
        return redaction;
    }

    /**
     * Says how many tokens the call took, {@link Limiter#UNKNOWN} for all that were reserved; so it
     * is where this is not called.
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
            byte[] body = Body.read(exchange.body(), exchange.header("Content-Length"), limit);
            if (body.length > limit) {
                throw new ProtocolException(
                        "the response is longer than " + limit + " bytes", facts);
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
        return redaction.of(failures.whileReading(e, facts));
    }

    @Override
    public void close() {
        exchange.close();
        turn.end(used);
    }
}
