package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Sends one call: over an idle connection if there is one, or over a new one if there is none or it
 * turns out to be dead. For one thread.
 */
final class RequestSender {
    private final ConnectionPool wires;
    private final Connector dial;
    private final HttpClient.Call call;
    private final ConnectionLease hold = new ConnectionLease();
    private final Cancellation.Registration registration;

    /** Whether there is a connection, so that the current wait is for the response. */
    private boolean connected;

    /** How long the response was awaited on a connection that was dead. */
    private Duration waited = Duration.ZERO;

    RequestSender(ConnectionPool wires, Connector dial, HttpClient.Call call) {
        this.wires = wires;
        this.dial = dial;
        this.call = call;
        this.registration = call.cancellation().onCancel(hold);
    }

    /** Waits for the head of the response. */
    HttpClient.Exchange send() throws IOException {
        try {
            Route route = Route.of(call.uri(), call.proxy());
            ClassicHttpRequest request = RequestHead.of(call, route);
            Connection idle = wires.lease(route);
            HttpClient.Exchange exchange = idle == null ? null : reuse(idle, request);
            return exchange == null ? renew(route, request) : exchange;
        } catch (HttpException e) {
            throw end(new NotHttpException(e));
        } catch (IOException e) {
            throw end(HttpCoreFailures.said(e));
        } catch (Throwable e) {
            end(new IOException(e));
            throw e;
        }
    }

    /**
     * Servers may close idle connections at any time, even while a request is in transit: that is
     * not a failure of the request.
     *
     * @return null if the connection was dead, and nothing is known of the request
     */
    private HttpClient.@Nullable Exchange reuse(Connection wire, ClassicHttpRequest request)
            throws IOException, HttpException {
        hold.take(wire);
        connected = true;
        long start = wires.limits().now();
        try {
            ClassicHttpResponse response = exchange(wire, request);
            if (!IdleTimeout.is(response)) {
                return received(wire, request, response);
            }
        } catch (IOException e) {
            if (wire.lift()) {
                throw late(e);
            }
            if (wire.hasAnswered() || isEnded()) {
                throw e;
            }
        }
        connected = false;
        waited = Duration.ofNanos(wires.limits().now() - start);
        hold.letGo();
        wires.abort(wire);
        return null;
    }

    private boolean isEnded() {
        return hold.isCancelled() || Thread.currentThread().isInterrupted();
    }

    private HttpClient.Exchange renew(Route route, ClassicHttpRequest request)
            throws IOException, HttpException {
        Connection wire = dial.connect(route, call, hold);
        connected = true;
        return received(wire, request, exchange(wire, request));
    }

    private ClassicHttpResponse exchange(Connection wire, ClassicHttpRequest request)
            throws IOException, HttpException {
        TimeoutThread limits = wires.limits();
        wire.limit(limits.in(call.deadline().atMost(null)));
        wire.send(request);
        wire.limit(limits.in(call.deadline().atMost(firstByte())));
        ClassicHttpResponse response = wire.head(request);
        if (wire.lift()) {
            throw late(null);
        }
        return response;
    }

    private @Nullable Duration firstByte() {
        Duration firstByte = call.timeouts().firstByte();
        return firstByte == null ? null : firstByte.minus(waited);
    }

    private HttpClient.Exchange received(
            Connection wire, ClassicHttpRequest request, ClassicHttpResponse response)
            throws IOException {
        return new SocketExchange(wires, wire, hold, call, request, response, registration);
    }

    /** The cause of the failure, after the call was cleaned up. */
    private IOException end(IOException failure) {
        registration.close();
        Connection wire = hold.letGo();
        if (wire == null) {
            return failure;
        }
        boolean late = wire.lift();
        wires.abort(wire);
        return late ? late(failure) : failure;
    }

    private IOException late(@Nullable IOException cause) {
        IOException timeout =
                connected
                        ? new SocketTimeoutException("no response within the timeout")
                        : new ConnectTimedOutException();
        timeout.initCause(cause);
        return call.deadline().orElse(timeout);
    }
}
