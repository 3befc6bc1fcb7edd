package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;

import jdk.net.ExtendedSocketOptions;

import org.apache.hc.core5.http.HttpException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Establishes connections: to one of the addresses of a name, through a proxy if there is one, with
 * TLS if required. The call's connect timeout covers all of it, including the lookup of the name.
 */
final class Connector {
    private static final long LEAST_FOR_AN_ADDRESS = Duration.ofSeconds(1).toNanos();

    /** Looks up a name. */
    interface Names {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final ConnectionPool wires;
    private final TlsConnector tls;
    private final DnsLookups lookups;
    private final Cancellation closing;
    private final Predicate<InetAddress> allowed;

    /**
     * @param closing cancelled when the client is closed
     * @param allowed the addresses that may be connected to
     */
    Connector(
            ConnectionPool wires,
            TlsConnector tls,
            DnsLookups lookups,
            Cancellation closing,
            Predicate<InetAddress> allowed) {
        this.wires = wires;
        this.tls = tls;
        this.lookups = lookups;
        this.closing = closing;
        this.allowed = allowed;
    }

    /**
     * @param hold gets each connection before it is established, so that it can be cancelled, and
     *     keeps it after it has failed
     */
    Connection connect(Route route, HttpClient.Call call, ConnectionLease hold)
            throws IOException, HttpException {
        HttpProxy proxy = route.proxy();
        String host = proxy == null ? route.host() : proxy.host();
        int port = proxy == null ? route.port() : proxy.port();
        long until = wires.limits().in(call.deadline().atMost(call.timeouts().connect()));
        long left = until - wires.limits().now();
        InetAddress[] addresses = lookups.addresses(host, call, closing, left);
        for (InetAddress address : addresses) {
            if (!allowed.test(address)) {
                throw new ForbiddenAddressException();
            }
        }
        Connection wire = reach(route, addresses, port, until, hold);
        wire.limit(until);
        Socket through = wire.socket();
        if (proxy != null && proxy.scheme().equals("https")) {
            through = tls.over(through, host, port);
        }
        if (route.isSecure()) {
            if (proxy != null) {
                ProxyTunnel.open(wire, through, call);
            }
            through = tls.over(through, route.host(), route.port());
        }
        wire.bind(through);
        return wire;
    }

    /**
     * Tries one address after the other: each gets its share of the time, the last one the rest.
     */
    private Connection reach(
            Route route, InetAddress[] addresses, int port, long until, ConnectionLease hold)
            throws IOException {
        TimeoutThread limits = wires.limits();
        for (int i = 0; i < addresses.length; i++) {
            boolean isLast = i == addresses.length - 1;
            long left = until - limits.now();
            long share = Math.max(left / (addresses.length - i), LEAST_FOR_AN_ADDRESS);
            Connection wire = wires.open(route, SocketChannel.open().socket());
            hold.take(wire);
            wire.limit(isLast ? until : Math.min(until, limits.now() + share));
            try {
                prepare(wire.socket());
                wire.socket().connect(new InetSocketAddress(addresses[i], port));
                return wire;
            } catch (IOException e) {
                if (isLast || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                hold.letGo();
                wires.abort(wire);
            }
        }
        throw new UnknownHostException(route.host());
    }

    /** Sends small messages at once, and detects a dead peer. */
    private static void prepare(Socket socket) throws IOException {
        set(socket, StandardSocketOptions.TCP_NODELAY, true);
        set(socket, StandardSocketOptions.SO_KEEPALIVE, true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, 60);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, 15);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, 8);
    }

    private static <T> void set(Socket socket, SocketOption<T> option, T value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }
}
