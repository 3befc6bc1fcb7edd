package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Tls;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * {@link HttpClient} over blocking connections, as many as there are calls, kept for the next call.
 * Waiting ends when its thread is interrupted. It follows no redirect, keeps no cookie and retries
 * nothing but a request for which an idle connection was dead: what to do about any other failure
 * is decided in one place, and that is not here.
 */
public final class SocketHttpClient implements HttpClient {
    private final ConnectionPool wires = new ConnectionPool();
    private final Cancellation closing = new Cancellation();
    private final Connector dial;

    /**
     * @param tls asked with the first connection that needs it
     */
    public SocketHttpClient(Supplier<Tls> tls) {
        this(tls, DnsLookups.SYSTEM);
    }

    SocketHttpClient(Supplier<Tls> tls, Connector.Names names) {
        this(tls, new DnsLookups(names));
    }

    private SocketHttpClient(Supplier<Tls> tls, DnsLookups lookups) {
        dial = new Connector(wires, new TlsConnector(tls), lookups, closing);
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
        try (wires) { // also where something that is ended throws
            closing.cancel();
        }
    }
}
