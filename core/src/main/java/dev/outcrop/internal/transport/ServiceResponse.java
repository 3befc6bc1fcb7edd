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
 * A successful response. The caller closes it; closing early closes the connection at once. Every
 * failure while reading is thrown as a {@link BedrockException}.
 */
public final class ServiceResponse implements AutoCloseable {
    private final HttpClient.Exchange exchange;
    private final IoExceptionMapper failures;
    private final SecretRedaction redaction;
    private final ErrorDetails details;
    private final RateLimiter.Turn turn;
    private final @Nullable ServerRemedies remedies;
    private long used = RateLimiter.UNKNOWN;

    ServiceResponse(
            HttpClient.Exchange exchange,
            IoExceptionMapper failures,
            SecretRedaction redaction,
            ErrorDetails details,
            RateLimiter.Turn turn,
            @Nullable ServerRemedies remedies) {
        this.remedies = remedies;
        this.exchange = exchange;
        this.failures = failures;
        this.redaction = redaction;
        this.details = details;
        this.turn = turn;
    }

    /** The details of the call, for a later failure. */
    public ErrorDetails details() {
        return details;
    }

    /** Returns a failure that the response reports, with a remedy for its server. */
    public BedrockException remedied(BedrockException failure) {
        return remedies == null ? failure : remedies.of(failure);
    }

    /** Removes the secrets of the request from texts about the response. */
    public SecretRedaction redaction() {
        return redaction;
    }

    /**
     * Reports how many tokens the call used, {@link RateLimiter#UNKNOWN} for all that were
     * reserved, which is the default.
     */
    public void used(long tokens) {
        used = tokens;
    }

    /** Reports that the service throttled the call after it had begun to answer. */
    public void throttled() {
        turn.throttled();
    }

    public @Nullable String header(String name) {
        return exchange.header(name);
    }

    /** The status, the request id and the headers. */
    public ResponseHead head() {
        return new ResponseHead(details, exchange.allHeaders(), redaction);
    }

    /** Reads the whole body. */
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

    /** Converts a failure of {@link #body()} to ours. */
    public BedrockException failure(IOException e) {
        return redaction.of(failures.whileReading(e, details));
    }

    @Override
    public void close() {
        exchange.close();
        turn.end(used);
    }
}
