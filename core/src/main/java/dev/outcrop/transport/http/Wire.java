package dev.outcrop.transport.http;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection from the first packet on, used by one call at a time. Any thread may {@link #abort}
 * it.
 */
final class Wire {
    private static final int MOST_INTERIM_RESPONSES = 20;

    /** In the place of a limit that has passed. */
    private static final long PASSED = Long.MIN_VALUE;

    private final Route route;
    private final TimeLimits limits;
    private final Socket socket;
    private final Buffers buffers;
    private final AtomicLong limit = new AtomicLong(TimeLimits.NONE);
    private @Nullable Messages messages;
    private long goodUntil;
    private long idleSince;

    /**
     * @param socket not connected yet
     */
    Wire(Route route, TimeLimits limits, Socket socket, Buffers buffers) {
        this.route = route;
        this.limits = limits;
        this.socket = socket;
        this.buffers = buffers;
    }

    Route route() {
        return route;
    }

    /** What everything goes through in the end. */
    Socket socket() {
        return socket;
    }

    /** From now on, messages go through this; nothing of earlier ones is left. */
    void bind(Socket through) throws IOException {
        messages = new Messages(through, socket, buffers);
    }

    private Messages messages() {
        return Objects.requireNonNull(messages, "connected");
    }

    /** Whatever is waited for, it is waited for until that time; see {@link TimeLimits#in}. */
    void limit(long until) {
        if (limit.getAndSet(until) == PASSED) {
            limit.set(PASSED); // nobody has been told of it yet
        }
        limits.added(until);
    }

    /**
     * The waiting is over.
     *
     * @return whether it took too long, so that the connection is closed
     */
    boolean lift() {
        return limit.getAndSet(TimeLimits.NONE) == PASSED;
    }

    /**
     * Closes the connection if its limit has passed.
     *
     * @return the limit if it has not
     */
    long endIfPast(long now) {
        long until = limit.get();
        if (until == PASSED) {
            return TimeLimits.NONE;
        }
        if (until <= now && limit.compareAndSet(until, PASSED)) {
            abort();
            return TimeLimits.NONE;
        }
        return until;
    }

    void send(ClassicHttpRequest request) throws IOException, HttpException {
        messages().sendRequestHeader(request);
        if (request.getEntity() != null) {
            messages().sendRequestEntity(request);
        }
        messages().flush();
    }

    /** Waits for the head of the response. */
    ClassicHttpResponse head(ClassicHttpRequest request) throws IOException, HttpException {
        for (int i = 0; i <= MOST_INTERIM_RESPONSES; i++) {
            ClassicHttpResponse response = messages().receiveResponseHeader();
            if (response.getCode() >= 200) {
                if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
                    messages().receiveResponseEntity(response);
                }
                return response;
            }
        }
        throw new ProtocolException("interim responses without end");
    }

    /** Whether the request went out whole, so that another may follow it. */
    boolean isConsistent() {
        return messages().isConsistent();
    }

    /**
     * Nobody uses it for now.
     *
     * @param goodUntil when it had better not be used any more
     */
    void idle(long now, long goodUntil) {
        idleSince = now;
        this.goodUntil = goodUntil;
    }

    /** Whether it has been idle for too long. */
    boolean isOver(long now) {
        return now >= goodUntil;
    }

    /** Whether the other end is still there, as far as that can be told. */
    boolean isAlive(long now, long trusted) {
        try {
            return now - idleSince < trusted || !messages().isStale();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it at once, whoever waits for it. */
    void abort() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already, or not connected yet.
        }
        close();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is all that closing is for.
        }
    }
}
