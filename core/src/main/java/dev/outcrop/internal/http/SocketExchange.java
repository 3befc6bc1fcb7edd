package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.BiConsumer;

/** A response on its connection. */
final class SocketExchange implements HttpClient.Exchange {
    /** Provides the version of HTTP, which the response contains itself. */
    private static final HttpContext NO_CONTEXT = HttpCoreContext.create();

    private final ConnectionPool wires;
    private final Connection wire;
    private final ConnectionLease hold;
    private final HttpClient.Call call;
    private final ClassicHttpRequest request;
    private final ClassicHttpResponse response;
    private final Cancellation.Registration registration;
    private final InputStream body;

    /** Whether the response was read completely from the connection. */
    private volatile boolean ended;

    SocketExchange(
            ConnectionPool wires,
            Connection wire,
            ConnectionLease hold,
            HttpClient.Call call,
            ClassicHttpRequest request,
            ClassicHttpResponse response,
            Cancellation.Registration registration)
            throws IOException {
        this.wires = wires;
        this.wire = wire;
        this.hold = hold;
        this.call = call;
        this.request = request;
        this.response = response;
        this.registration = registration;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : new Body(entity.getContent());
        this.ended = entity == null;
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public HttpClient.Headers allHeaders() {
        return new ParsedHeaders(response.getHeaders());
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        registration.close();
        Connection last = hold.letGo();
        if (last == null) {
            return;
        }
        if (!ended || hold.isCancelled()) {
            wires.abort(last);
        } else if (wire.isConsistent() && isKept()) {
            wires.giveBack(last, KeepAlive.of(header("Keep-Alive")));
        } else {
            wires.discard(last);
        }
    }

    private boolean isKept() {
        return DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, NO_CONTEXT);
    }

    /** HttpCore's headers, which refer to nothing else of the response. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ParsedHeaders(Header[] parsed) implements HttpClient.Headers {
        @Override
        public void each(BiConsumer<String, String> reader) {
            for (Header header : parsed) {
                reader.accept(header.getName(), header.getValue());
            }
        }
    }

    /** Applies the call's timeout to each read; the time between two reads does not count. */
    private final class Body extends FilterInputStream {
        Body(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            wire.limit(wires.limits().in(call.deadline().atMost(call.timeouts().idle())));
            int read;
            try {
                read = in.read(buffer, offset, length);
            } catch (IOException e) {
                throw wire.lift() ? late(e) : HttpCoreFailures.said(e);
            }
            if (wire.lift()) {
                throw late(null);
            }
            ended = read < 0;
            return read;
        }

        /** Closing HttpCore's stream would read the rest of it, which may never arrive. */
        @Override
        public void close() {}

        private IOException late(@Nullable IOException cause) {
            var timeout = new SocketTimeoutException("no more data arrived");
            timeout.initCause(cause);
            return call.deadline().orElse(timeout);
        }
    }
}
