package dev.outcrop.transport;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Remembers which connection a request went over: only there can the time that a read may take be
 * changed once the response has begun.
 */
final class ConnectionWatch extends HttpRequestExecutor {
    private static final String CONNECTION = "dev.outcrop.connection";

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        context.setAttribute(CONNECTION, connection);
        return super.execute(request, connection, context);
    }

    static @Nullable HttpConnection connection(HttpContext context) {
        return (HttpConnection) context.getAttribute(CONNECTION);
    }
}
