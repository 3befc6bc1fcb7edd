package dev.outcrop.internal.http;

import dev.outcrop.internal.aws.signing.RequestTarget;
import dev.outcrop.policy.HttpProxy;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** The target of a connection, and its proxy. Calls of the same route share connections. */
final class Route {
    private final boolean secure;
    private final String host;
    private final int port;
    private final @Nullable HttpProxy proxy;

    private Route(boolean secure, String host, int port, @Nullable HttpProxy proxy) {
        this.secure = secure;
        this.host = host;
        this.port = port;
        this.proxy = proxy;
    }

    static Route of(URI uri, @Nullable HttpProxy proxy) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return new Route(
                RequestTarget.isSecure(uri), unbracketed(host), RequestTarget.port(uri), proxy);
    }

    /** Whether the connection to the target is encrypted. */
    boolean isSecure() {
        return secure;
    }

    /** The host, without the brackets of an IPv6 address. */
    String host() {
        return host;
    }

    int port() {
        return port;
    }

    @Nullable HttpProxy proxy() {
        return proxy;
    }

    /** The target as in a {@code CONNECT} request. */
    String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Route other
                && port == other.port
                && secure == other.secure
                && host.equals(other.host)
                && Objects.equals(proxy, other.proxy);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return authority();
    }
}
