package dev.outcrop.transport.http;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Tls;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * {@link HttpEngine} over blocking connections, as many as there are calls, kept for the next call.
 * Waiting ends when its thread is interrupted. It follows no redirect, keeps no cookie and retries
 * nothing but a request for which an idle connection was dead: what to do about any other failure
 * is decided in one place, and that is not here.
 */
public final class SocketHttp implements HttpEngine {
    private final Wires wires = new Wires();
    private final Cancellation closing = new Cancellation();
    private final Dial dial;

    /**
     * @param tls asked with the first connection that needs it
     */
    public SocketHttp(Supplier<Tls> tls) {
        this(tls, Lookups.SYSTEM);
    }

    SocketHttp(Supplier<Tls> tls, Dial.Names names) {
        this(tls, new Lookups(names));
    }

    private SocketHttp(Supplier<Tls> tls, Lookups lookups) {
        dial = new Dial(wires, new TlsLayer(tls), lookups, closing);
    }

    /**
     * Closes all connections within seconds of that object being garbage collected: nothing else
     * would close those of a client that the program has lost.
     */
    public void ownedBy(Object owner) {
        wires.ownedBy(owner);
    }

    @Override
    public Exchange send(Call call) throws IOException {
        return new Sender(wires, dial, call).send();
    }

    @Override
    public void close() {
        try (wires) { // also where something that is ended throws
            closing.cancel();
        }
    }
}
