package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Tls;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An {@link HttpClient} over blocking connections, as many as there are calls, kept for later
 * calls. Interrupting the thread ends a wait. It follows no redirects, stores no cookies and
 * retries only a request for which an idle connection was dead: higher layers decide about all
 * other failures.
 */
public final class SocketHttpClient implements HttpClient {
    private final ConnectionPool wires = new ConnectionPool();
    private final Cancellation closing = new Cancellation();
    private final Connector dial;

    /**
     * @param tls called for the first connection that needs it
     */
    public SocketHttpClient(Supplier<Tls> tls) {
        this(tls, DnsLookups.SYSTEM);
    }

    SocketHttpClient(Supplier<Tls> tls, Connector.Names names) {
        this(tls, new DnsLookups(names));
    }

    private SocketHttpClient(Supplier<Tls> tls, DnsLookups lookups) {
        this(tls, lookups, address -> true);
    }

    private SocketHttpClient(
            Supplier<Tls> tls, DnsLookups lookups, Predicate<InetAddress> allowed) {
        dial = new Connector(wires, new TlsConnector(tls), lookups, closing, allowed);
    }

    /**
     * Returns a client that connects only to allowed addresses; a name with any other address is
     * not called at all.
     */
    public static SocketHttpClient callingOnly(Supplier<Tls> tls, Predicate<InetAddress> allowed) {
        return new SocketHttpClient(tls, DnsLookups.SYSTEM, allowed);
    }

    @Override
    public void ownedBy(Object owner) {
        wires.ownedBy(owner);
    }

    @Override
    public Exchange send(Call call) throws IOException {
        return new RequestSender(wires, dial, call).send();
    }

    @Override
    public void close() {
        try (wires) { // even if a cancelled action throws
            closing.cancel();
        }
    }
}
