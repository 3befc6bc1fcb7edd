package dev.outcrop.transport;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;

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
    private final Facts facts;
    private final Runnable onClose;

    Response(HttpEngine.Exchange exchange, Failures failures, Facts facts, Runnable onClose) {
        this.exchange = exchange;
        this.failures = failures;
        this.facts = facts;
        this.onClose = onClose;
    }

    /** What is known about the call, for a failure that is found later. */
    public Facts facts() {
        return facts;
    }

    public @Nullable String header(String name) {
        return exchange.header(name);
    }

    /** The whole body. */
    public byte[] bytes(int limit) {
        try {
            byte[] body = exchange.body().readNBytes(limit + 1);
            if (body.length > limit) {
                throw new ProtocolException(
                        "the response is longer than " + limit + " bytes", facts);
            }
            return body;
        } catch (IOException e) {
            throw failures.whileReading(e, facts);
        }
    }

    /** The body as it arrives. */
    public InputStream body() {
        return exchange.body();
    }

    /** Turns a failure of {@link #body()} into ours. */
    public BedrockException failure(IOException e) {
        return failures.whileReading(e, facts);
    }

    @Override
    public void close() {
        exchange.close();
        onClose.run();
    }
}
