package dev.outcrop.internal.http;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

import javax.net.ssl.SSLSocket;

/** HttpCore's reading and writing of messages, with borrowed buffers. */
final class HttpCoreConnection extends DefaultBHttpClientConnection {
    private static final Http1Config LIMITS =
            Http1Config.custom()
                    // Large enough for the head of most responses and a short answer; there are
                    // three of them.
                    .setBufferSize(2 << 10)
                    .setMaxLineLength(64 << 10)
                    .setMaxHeaderCount(500)
                    .build();

    private final ResponseHeadReader heads;
    private final Socket through;
    private final Socket below;
    private final ResponseInput in;
    private final RequestOutput out;
    private boolean reused;

    /** Whether to continue looking for an early response to the request. */
    private boolean looking;

    /** Whether the rest of a request was not sent. */
    private boolean cut;

    /**
     * @param through the socket, or TLS over it
     * @param below the socket
     */
    HttpCoreConnection(Socket through, Socket below, BufferPool buffers) throws IOException {
        this(through, below, buffers, new ResponseHeadReader(LIMITS));
    }

    private HttpCoreConnection(
            Socket through, Socket below, BufferPool buffers, ResponseHeadReader heads)
            throws IOException {
        super(LIMITS, null, null, null, null, RequestHeadWriter.INSTANCE, ignored -> heads);
        this.heads = heads;
        this.through = through;
        this.below = below;
        this.in = new ResponseInput(through.getInputStream(), buffers);
        this.out = new RequestOutput(through.getOutputStream(), buffers, this::look);
        bind(through instanceof SSLSocket secure ? new Ends(secure, below) : new Ends(through));
    }

    /**
     * Sends a request, until an early response arrives.
     *
     * @param reused whether other messages came before it on the connection
     * @throws EarlyResponseException if its response, or bytes that look like it, arrived before it
     *     was completely sent
     */
    void send(ClassicHttpRequest request, boolean reused) throws IOException, HttpException {
        this.reused = reused;
        looking = true;
        cut = true;
        in.begin();
        sendRequestHeader(request);
        if (request.getEntity() != null) {
            sendRequestEntity(request);
        }
        flush();
        cut = false;
    }

    /**
     * A response that rejects the request ends the sending. Another one does not, unless it may
     * belong to an earlier request.
     */
    private void look() throws IOException {
        if (!looking || !takeArrived()) {
            return;
        }
        int status = in.statusHeld();
        boolean isSuccess = status >= 200 && status < 300;
        if (status >= 0 && (reused || !isSuccess)) {
            throw new EarlyResponseException();
        }
        looking = status < 0;
    }

    /** Whether bytes of a response have arrived; those of TLS itself are consumed. */
    private boolean takeArrived() throws IOException {
        if (below.getInputStream().available() == 0 && through.getInputStream().available() == 0) {
            return false;
        }
        through.setSoTimeout(1);
        try {
            return in.fill();
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            through.setSoTimeout(0);
        }
    }

    /** Whether a byte of a response to the last request has arrived. */
    boolean hasAnswered() {
        return in.hasArrived();
    }

    /** Whether all bytes read from the socket belonged to a response. */
    boolean isUsedUp() throws IOException {
        return in.rest()
                && !heads.hasUnread()
                && (!(through instanceof SSLSocket) || through.getInputStream().available() == 0);
    }

    @Override
    public boolean isConsistent() {
        return !cut && super.isConsistent();
    }

    private final class Ends extends SocketHolder {
        Ends(Socket socket) {
            super(socket);
        }

        Ends(SSLSocket secure, Socket below) {
            super(secure, below);
        }

        @Override
        protected InputStream getInputStream(Socket socket) {
            return in;
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) {
            return out;
        }
    }
}
