package dev.outcrop.internal.http;

import dev.outcrop.policy.HttpProxy;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

import java.io.IOException;
import java.net.Socket;

/**
 * Opens a tunnel through a proxy, which cannot read what is sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">CONNECT</a>
 */
final class ProxyTunnel {
    private ProxyTunnel() {}

    /**
     * Requests a tunnel to the target of a route from a connected proxy.
     *
     * @throws ProxyRefusedException if it refuses
     */
    static void open(Connection wire, Socket through, HttpClient.Call call)
            throws IOException, HttpException {
        Route route = wire.route();
        ClassicHttpRequest request =
                new BasicClassicHttpRequest("CONNECT", null, null, route.authority());
        request.setHeader("Host", route.authority());
        String agent = call.headers().get("User-Agent");
        if (agent != null) {
            request.setHeader("User-Agent", agent);
        }
        HttpProxy proxy = route.proxy();
        String authorization = proxy == null ? null : proxy.authorization();
        if (authorization != null) {
            request.setHeader(ProxyRefusedException.AUTHORIZATION, authorization);
        }
        wire.bind(through);
        wire.send(request);
        ClassicHttpResponse response = wire.head(request);
        if (response.getCode() != 200) {
            throw ProxyRefusedException.by(response);
        }
    }
}
