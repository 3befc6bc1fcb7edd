package dev.outcrop.local.internal.http;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** TLS, loaded with the first connection that uses it. ALPN selects the protocol inside. */
final class LazyTls implements ConnectionFactory.Detecting {
    static final String ALPN = "alpn";

    /** A record of a handshake, and the major version of all TLS. */
    private static final byte HANDSHAKE = 22;

    private static final byte MAJOR_VERSION = 3;

    private final @Nullable Certificate certificate;

    /** Not a monitor: keys are read while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable SslConnectionFactory tls; // guarded by lock

    LazyTls(@Nullable Certificate certificate) {
        this.certificate = certificate;
    }

    @Override
    public Detection detect(ByteBuffer buffer) {
        if (buffer.remaining() < 2) {
            return Detection.NEED_MORE_BYTES;
        }
        boolean isTls =
                buffer.get(buffer.position()) == HANDSHAKE
                        && buffer.get(buffer.position() + 1) == MAJOR_VERSION;
        return isTls ? Detection.RECOGNIZED : Detection.NOT_RECOGNIZED;
    }

    @Override
    public String getProtocol() {
        return "SSL";
    }

    @Override
    public List<String> getProtocols() {
        return List.of(getProtocol());
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return tls().newConnection(connector, endPoint);
    }

    private SslConnectionFactory tls() {
        lock.lock();
        try {
            SslConnectionFactory made = tls;
            if (made == null) {
                made = created();
                tls = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    private SslConnectionFactory created() {
        Certificate used = certificate == null ? Certificate.test() : certificate;
        var context = new SslContextFactory.Server();
        context.setKeyStore(used.keys());
        context.setKeyStorePassword(used.password());
        context.setSniRequired(false);
        var created = new SslConnectionFactory(context, ALPN);
        try {
            created.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start TLS", e);
        }
        return created;
    }

    /** The ALPN negotiation, created on first use. */
    static final class Agreement implements ConnectionFactory {
        private @Nullable ALPNServerConnectionFactory alpn;

        @Override
        public String getProtocol() {
            return ALPN;
        }

        @Override
        public List<String> getProtocols() {
            return List.of(ALPN);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return alpn().newConnection(connector, endPoint);
        }

        private synchronized ALPNServerConnectionFactory alpn() {
            if (alpn == null) {
                alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
                alpn.setDefaultProtocol("http/1.1");
            }
            return alpn;
        }
    }
}
