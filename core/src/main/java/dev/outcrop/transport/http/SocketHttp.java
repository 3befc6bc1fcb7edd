package dev.outcrop.transport.http;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Tls;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/**
 * {@link HttpEngine} over blocking connections, as many as there are calls, kept for the next call.
 * Waiting ends when its thread is interrupted. It retries nothing, follows no redirect and keeps no
 * cookie: what to do about a failure is decided in one place, and that is not here.
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

    @Override
    public Exchange send(Call call) throws IOException {
        var hold = new Hold();
        Cancellation.Registration registration = call.cancellation().onCancel(hold);
        boolean connected = false;
        try {
            Route route = Route.of(call.uri(), call.proxy());
            Wire wire = wires.lease(route);
            if (wire == null) {
                wire = dial.connect(route, call, hold);
            } else {
                hold.take(wire);
            }
            connected = true;
            ClassicHttpRequest request = Head.of(call, route);
            wire.limit(wires.limits().in(call.deadline().atMost(null)));
            wire.send(request);
            wire.limit(wires.limits().in(call.deadline().atMost(call.timeouts().firstByte())));
            ClassicHttpResponse response = wire.head(request);
            if (wire.lift()) {
                throw call.deadline().orElse(new SocketTimeoutException("no response in time"));
            }
            return new WireExchange(wires, wire, hold, call, request, response, registration);
        } catch (HttpException e) {
            throw end(new NotHttp(e), connected, call, hold, registration);
        } catch (IOException e) {
            throw end(HttpCoreFailures.said(e), connected, call, hold, registration);
        } catch (RuntimeException | Error e) {
            end(new IOException(e), connected, call, hold, registration);
            throw e;
        }
    }

    /** What it failed of, once nothing is left of the call. */
    private IOException end(
            IOException failure,
            boolean connected,
            Call call,
            Hold hold,
            Cancellation.Registration registration) {
        registration.close();
        Wire wire = hold.letGo();
        if (wire == null) {
            return failure;
        }
        boolean late = wire.lift();
        wires.abort(wire);
        if (!late) {
            return failure;
        }
        IOException timeout =
                connected ? new SocketTimeoutException("no response began") : new ConnectTimedOut();
        timeout.initCause(failure);
        return call.deadline().orElse(timeout);
    }

    @Override
    public void close() {
        closing.cancel();
        wires.close();
    }
}
