package dev.outcrop.transport;

import dev.outcrop.policy.HttpProxy;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Remembers which connection a request went over: only there can the time that a read may take be
 * changed from read to read. A request for a tunnel is still part of connecting.
 */
final class ConnectionWatch extends HttpRequestExecutor {
    private static final String CONNECTION = "dev.outcrop.connection";
    private static final String CALL = "dev.outcrop.call";

    /** Says which call it is, and so how long each part of it may take. */
    static void watch(HttpContext context, HttpEngine.Call call) {
        context.setAttribute(CALL, call);
    }

    static @Nullable HttpConnection connection(HttpContext context) {
        return (HttpConnection) context.getAttribute(CONNECTION);
    }

    /** The proxy of the call that a context is of. */
    static @Nullable HttpProxy proxy(HttpContext context) {
        return context.getAttribute(CALL) instanceof HttpEngine.Call call ? call.proxy() : null;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informed,
            HttpContext context)
            throws IOException, HttpException {
        if (!(context.getAttribute(CALL) instanceof HttpEngine.Call call)) {
            return super.execute(request, connection, informed, context);
        }
        if (Method.CONNECT.isSame(request.getMethod())) {
            return tunnel(request, connection, informed, context, call);
        }
        context.setAttribute(CONNECTION, connection);
        connection.setSocketTimeout(
                ApacheHttp.timeout(call.deadline().atMost(call.timeouts().firstByte())));
        return super.execute(request, connection, informed, context);
    }

    private ClassicHttpResponse tunnel(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informed,
            HttpContext context,
            HttpEngine.Call call)
            throws IOException, HttpException {
        connection.setSocketTimeout(
                ApacheHttp.timeout(call.deadline().atMost(call.timeouts().connect())));
        request.setHeader("User-Agent", UserAgent.TEXT);
        String authorization = call.proxy() == null ? null : call.proxy().authorization();
        if (authorization != null) {
            request.setHeader(ProxyRefused.AUTHORIZATION, authorization);
        }
        ClassicHttpResponse response = super.execute(request, connection, informed, context);
        if (response.getCode() != 200) {
            throw ProxyRefused.by(response);
        }
        return response;
    }
}
