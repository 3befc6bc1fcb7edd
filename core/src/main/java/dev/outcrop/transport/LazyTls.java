package dev.outcrop.transport;

import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLSocket;

/**
 * TLS as the system is set up, loaded with the first connection that needs it: it costs a third of
 * a second.
 */
final class LazyTls implements TlsSocketStrategy {
    private static final class OfSystem {
        static final TlsSocketStrategy DEFAULT = DefaultClientTlsStrategy.createSystemDefault();
    }

    @Override
    public SSLSocket upgrade(
            Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        limit(socket, context);
        return OfSystem.DEFAULT.upgrade(socket, target, port, attachment, context);
    }

    /** A handshake may take as long as a connection; whoever connects sets the old limit again. */
    @SuppressWarnings("deprecation")
    private static void limit(Socket socket, HttpContext context) throws IOException {
        Timeout connect =
                HttpClientContext.cast(context).getRequestConfigOrDefault().getConnectTimeout();
        if (connect != null) {
            socket.setSoTimeout(connect.toMillisecondsIntBound());
        }
    }
}
