package dev.outcrop.transport.http;

import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

import javax.net.ssl.SSLSocket;

/** HttpCore's reading and writing of messages, over buffers that are borrowed. */
final class Messages extends DefaultBHttpClientConnection {
    private static final Http1Config LIMITS =
            Http1Config.custom()
                    // Holds the head of most responses and a short answer; there are three of them.
                    .setBufferSize(2 << 10)
                    .setMaxLineLength(64 << 10)
                    .setMaxHeaderCount(500)
                    .build();

    private final Buffers buffers;

    /**
     * @param through the socket, or TLS over it
     * @param below the socket
     */
    Messages(Socket through, Socket below, Buffers buffers) throws IOException {
        super(LIMITS, null, null, null, null, HeadWriter.INSTANCE, null);
        this.buffers = buffers;
        bind(through instanceof SSLSocket secure ? new Ends(secure, below) : new Ends(through));
    }

    private final class Ends extends SocketHolder {
        Ends(Socket socket) {
            super(socket);
        }

        Ends(SSLSocket secure, Socket below) {
            super(secure, below);
        }

        @Override
        protected InputStream getInputStream(Socket socket) throws IOException {
            return new ReadAhead(socket.getInputStream(), buffers);
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) throws IOException {
            return new Gathered(socket.getOutputStream(), buffers);
        }
    }
}
