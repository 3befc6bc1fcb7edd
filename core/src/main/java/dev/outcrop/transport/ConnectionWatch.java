package dev.outcrop.transport;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;

/**
 * Remembers which connection a request went over: only there can the time that a read may take be
 * changed from read to read.
 */
final class ConnectionWatch extends HttpRequestExecutor {
    private static final String CONNECTION = "dev.outcrop.connection";
    private static final String LIMIT = "dev.outcrop.firstByte";

    private record Limit(@Nullable Duration firstByte, Deadline deadline) {}

    /** Says how long the first byte of a response may take, from when the request is sent. */
    static void limit(HttpContext context, @Nullable Duration firstByte, Deadline deadline) {
        context.setAttribute(LIMIT, new Limit(firstByte, deadline));
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informed,
            HttpContext context)
            throws IOException, HttpException {
        context.setAttribute(CONNECTION, connection);
        if (context.getAttribute(LIMIT) instanceof Limit(Duration firstByte, Deadline deadline)) {
            connection.setSocketTimeout(ApacheHttp.timeout(deadline.atMost(firstByte)));
        }
        return super.execute(request, connection, informed, context);
    }

    static @Nullable HttpConnection connection(HttpContext context) {
        return (HttpConnection) context.getAttribute(CONNECTION);
    }
}
