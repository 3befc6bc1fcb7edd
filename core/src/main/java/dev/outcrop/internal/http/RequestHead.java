package dev.outcrop.internal.http;

import dev.outcrop.internal.aws.signing.RequestTarget;
import dev.outcrop.policy.HttpProxy;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

import java.net.URI;

/**
 * Converts a call to the HTTP message that is sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-request-target">Request target</a>
 */
final class RequestHead {
    private RequestHead() {}

    static ClassicHttpRequest of(HttpClient.Call call, Route route) {
        URI uri = call.uri();
        String host = RequestTarget.authority(uri);
        HttpProxy proxy = route.isSecure() ? null : route.proxy();
        String target = proxy == null ? origin(uri) : "http://" + host + origin(uri);
        ClassicHttpRequest request = new BasicClassicHttpRequest(call.method(), null, null, target);
        request.setHeader("Host", host);
        for (var header : call.headers().entrySet()) {
            request.setHeader(header.getKey(), header.getValue());
        }
        if (call.body().length > 0) {
            request.setHeader("Content-Length", Integer.toString(call.body().length));
            request.setEntity(new ByteArrayEntity(call.body(), null));
        } else if (call.method().equals("POST") || call.method().equals("PUT")) {
            request.setHeader("Content-Length", "0");
        }
        String authorization = proxy == null ? null : proxy.authorization();
        if (authorization != null) {
            request.setHeader(ProxyRefusedException.AUTHORIZATION, authorization);
        }
        return request;
    }

    private static String origin(URI uri) {
        String query = RequestTarget.query(uri);
        return query == null ? RequestTarget.path(uri) : RequestTarget.path(uri) + "?" + query;
    }
}
