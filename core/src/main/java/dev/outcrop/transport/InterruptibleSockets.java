package dev.outcrop.transport;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * Connections whose reads and writes end when the thread is interrupted. Those of a plain socket do
 * so on virtual threads only; those of a channel's socket on all.
 */
final class InterruptibleSockets extends PoolingHttpClientConnectionManagerBuilder {
    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
        return new DefaultHttpClientConnectionOperator(
                InterruptibleSockets::socket,
                ports,
                names,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, tls)
                        .build());
    }

    /** A channel cannot go through a SOCKS proxy; a plain socket can. */
    private static Socket socket(Proxy proxy) throws IOException {
        return proxy == null || proxy.type() == Proxy.Type.DIRECT
                ? SocketChannel.open().socket()
                : new Socket(proxy);
    }
}
