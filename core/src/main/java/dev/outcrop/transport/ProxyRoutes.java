package dev.outcrop.transport;

import dev.outcrop.policy.HttpProxy;

import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Sends each call the way that it says itself. */
final class ProxyRoutes extends DefaultRoutePlanner {
    ProxyRoutes() {
        super(DefaultSchemePortResolver.INSTANCE);
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        HttpProxy proxy = ConnectionWatch.proxy(context);
        return proxy == null ? null : new HttpHost(proxy.scheme(), proxy.host(), proxy.port());
    }
}
