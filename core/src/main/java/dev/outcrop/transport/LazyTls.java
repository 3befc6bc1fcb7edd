package dev.outcrop.transport;

import dev.outcrop.policy.Tls;

import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS, set up and loaded with the first connection that needs it: it costs a third of a second. */
final class LazyTls implements TlsSocketStrategy {
    private static final class OfSystem {
        static final TlsSocketStrategy DEFAULT = DefaultClientTlsStrategy.createSystemDefault();
    }

    private final Supplier<Tls> settings;
    private volatile @Nullable TlsSocketStrategy strategy;

    LazyTls(Supplier<Tls> settings) {
        this.settings = settings;
    }

    @Override
    public SSLSocket upgrade(
            Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        limit(socket, context);
        return strategy().upgrade(socket, target, port, attachment, context);
    }

    private TlsSocketStrategy strategy() {
        TlsSocketStrategy known = strategy;
        if (known == null) {
            SSLContext context = settings.get().context();
            known = context == null ? OfSystem.DEFAULT : new DefaultClientTlsStrategy(context);
            strategy = known;
        }
        return known;
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
