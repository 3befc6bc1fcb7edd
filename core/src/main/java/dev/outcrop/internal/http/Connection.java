package dev.outcrop.internal.http;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection from the first packet on, used by one call at a time. Any thread may {@link #abort}
 * it.
 */
final class Connection {
    private static final int MOST_INTERIM_RESPONSES = 20;

    /** Marks a limit as expired. */
    private static final long PASSED = Long.MIN_VALUE;

    private final Route route;
    private final TimeoutThread limits;
    private final Socket socket;
    private final BufferPool buffers;
    private final AtomicLong limit = new AtomicLong(TimeoutThread.NONE);
    private @Nullable HttpCoreConnection messages;

    /** The messages of a tunnel, with separate TLS if the proxy uses it. */
    private @Nullable HttpCoreConnection outer;

    private boolean reused;

    /** Why the request was not sent completely. */
    private @Nullable IOException unsent;

    /** Stays empty on a connection that is reused. */
    private final ByteBuffer unexpected = ByteBuffer.allocate(1);

    private long goodUntil;

    /**
     * @param socket not connected yet
     */
    Connection(Route route, TimeoutThread limits, Socket socket, BufferPool buffers) {
        this.route = route;
        this.limits = limits;
        this.socket = socket;
        this.buffers = buffers;
    }

    Route route() {
        return route;
    }

    /** The socket below all protocol layers. */
    Socket socket() {
        return socket;
    }

    /** Uses another socket for messages from now on; discards the state of earlier ones. */
    void bind(Socket through) throws IOException {
        outer = messages;
        messages = new HttpCoreConnection(through, socket, buffers);
    }

    private HttpCoreConnection messages() {
        return Objects.requireNonNull(messages, "connected");
    }

    /** Sets a time limit for any wait; see {@link TimeoutThread#in}. */
    void limit(long until) {
        if (limit.getAndSet(until) == PASSED) {
            limit.set(PASSED); // the timeout thread was not notified of it
        }
        limits.added(until);
    }

    /**
     * Removes the time limit.
     *
     * @return whether it had expired, so that the connection is closed
     */
    boolean lift() {
        return limit.getAndSet(TimeoutThread.NONE) == PASSED;
    }

    /**
     * Closes the connection if its limit has expired.
     *
     * @return the limit if it has not
     */
    long endIfPast(long now) {
        long until = limit.get();
        if (until == PASSED) {
            return TimeoutThread.NONE;
        }
        if (until <= now && limit.compareAndSet(until, PASSED)) {
            try {
                abort();
            } catch (Throwable e) {
                limit.compareAndSet(PASSED, until); // it is checked again
                throw e;
            }
            return TimeoutThread.NONE;
        }
        return until;
    }

    /** Sends a request. On failure, the response, if one has arrived, explains it. */
    void send(ClassicHttpRequest request) throws HttpException {
        unsent = null;
        try {
            messages().send(request, reused);
        } catch (IOException e) {
            unsent = e;
        }
    }

    /** Waits for the head of the response. */
    ClassicHttpResponse head(ClassicHttpRequest request) throws IOException, HttpException {
        IOException failure = unsent;
        if (failure == null) {
            return receive(request);
        }
        ClassicHttpResponse response;
        try {
            response = receive(request);
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw failure;
        }
        if (reused && response.getCode() < 400) {
            throw failure; // it answers an earlier request
        }
        return response;
    }

    private ClassicHttpResponse receive(ClassicHttpRequest request)
            throws IOException, HttpException {
        for (int i = 0; i <= MOST_INTERIM_RESPONSES; i++) {
            ClassicHttpResponse response = messages().receiveResponseHeader();
            if (response.getCode() >= 200) {
                if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
                    messages().receiveResponseEntity(response);
                }
                return response;
            }
        }
        throw new ProtocolException("too many interim responses");
    }

    /** Whether a byte of a response to the last request has arrived. */
    boolean hasAnswered() {
        return messages().hasAnswered();
    }

    /** Whether the request was sent completely, so that another may follow it. */
    boolean isConsistent() {
        return messages().isConsistent();
    }

    /**
     * Makes the connection idle. Its socket is non-blocking until {@link #wake}, so that {@link
     * #isUsable} costs one system call.
     *
     * @param goodUntil when it should not be used any more
     * @return whether it may be used again
     */
    boolean rest(long now, long goodUntil) {
        this.goodUntil = goodUntil;
        reused = true;
        return setBlocking(false) && isUsable(now);
    }

    /**
     * Whether another call may use it: it is open, and no unread bytes have arrived. Bytes that
     * arrive now belong to no request. TLS messages between two responses are so rare that they are
     * not distinguished.
     */
    boolean isUsable(long now) {
        SocketChannel channel = socket.getChannel();
        try {
            return now < goodUntil
                    && messages().isUsedUp()
                    && (outer == null || outer.isUsedUp())
                    && channel.read(unexpected) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes the connection active again.
     *
     * @return whether it may be used
     */
    boolean wake(long now) {
        return isUsable(now) && setBlocking(true);
    }

    private boolean setBlocking(boolean blocking) {
        try {
            socket.getChannel().configureBlocking(blocking);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it at once, even while a thread waits for it. */
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
            // It is closed, which was the purpose.
        }
    }
}
