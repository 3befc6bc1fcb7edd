package dev.outcrop.policy;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An HTTP proxy for calls: by a tunnel ({@code CONNECT}) to https addresses, so that it cannot read
 * them; by absolute-form requests to http addresses. Immutable. {@code toString} shows neither user
 * nor password.
 */
public final class HttpProxy {
    /** No proxy, even if the environment sets one. */
    public static final HttpProxy NONE = new HttpProxy("http", "", 0, null, null, List.of());

    private final String scheme;
    private final String host;
    private final int port;
    private final @Nullable String user;
    private final @Nullable String password;
    private final List<String> direct;

    private HttpProxy(
            String scheme,
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            List<String> direct) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.direct = direct;
    }

    /**
     * Returns a proxy by its address.
     *
     * @param url {@code http://host:port} or {@code https://host:port}, the latter for a proxy that
     *     is itself called over TLS; {@code http://} may be omitted; {@code user:password@} may
     *     precede the host, percent-encoded
     * @throws IllegalArgumentException if it is not valid; the message does not show it
     */
    public static HttpProxy of(String url) {
        String text = url.strip();
        int slashes = text.indexOf("://");
        String scheme = slashes < 0 ? "http" : text.substring(0, slashes).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "unsupported proxy scheme; use http://host:port or https://host:port");
        }
        String rest = slashes < 0 ? text : text.substring(slashes + 3);
        int at = rest.lastIndexOf('@');
        URI address = address(scheme, rest.substring(at + 1));
        String host = address.getHost().toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("http") ? 80 : 443;
        var proxy = new HttpProxy(scheme, unbracketed(host), port, null, null, List.of());
        if (at < 0) {
            return proxy;
        }
        String userInfo = rest.substring(0, at);
        int colon = userInfo.indexOf(':');
        return proxy.withCredentials(
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
    }

    private static URI address(String scheme, String rest) {
        requirePort(rest);
        try {
            URI address = URI.create(scheme + "://" + rest);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // reported below without quoting it: it may contain a password
        }
        throw new IllegalArgumentException("invalid proxy address; use http://host:port");
    }

    private static void requirePort(String rest) {
        String authority = rest.split("[/?#]", 2)[0];
        int colon = authority.lastIndexOf(':');
        String port = authority.substring(colon + 1);
        if (colon >= 0 && port.matches("-?[0-9]+") && !isPort(port)) {
            throw new IllegalArgumentException("invalid proxy port; use a number from 1 to 65535");
        }
    }

    private static boolean isPort(String text) {
        try {
            int port = Integer.parseInt(text);
            return port >= 1 && port <= 65_535;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // without the cause, which quotes it
            throw new IllegalArgumentException(
                    "the user and password of the proxy must be percent-encoded");
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Returns this proxy with Basic authentication, sent with the first request. */
    public HttpProxy withCredentials(String user, String password) {
        Objects.requireNonNull(password, "password");
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user of the proxy must not contain a colon");
        }
        return new HttpProxy(scheme, host, port, user, password, direct);
    }

    /**
     * Returns this proxy with hosts that are called directly.
     *
     * @param hosts as in {@code NO_PROXY}: {@code example.com} with its subdomains, {@code
     *     *.example.com} for subdomains only, {@code 10.0.0.0/8}, an address, {@code host:port},
     *     {@code *}
     */
    public HttpProxy withDirect(String... hosts) {
        return new HttpProxy(scheme, host, port, user, password, List.of(hosts));
    }

    /** Returns the hosts that are called directly, as they were passed. */
    public List<String> direct() {
        return direct;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** Returns {@code http}, or {@code https} for a proxy that is itself called over TLS. */
    public String scheme() {
        return scheme;
    }

    /**
     * Returns the value of {@code Proxy-Authorization}, which is secret; null without credentials.
     */
    public @Nullable String authorization() {
        if (user == null) {
            return null;
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof HttpProxy other
                && scheme.equals(other.scheme)
                && host.equals(other.host)
                && port == other.port
                && Objects.equals(user, other.user)
                && Objects.equals(password, other.password)
                && direct.equals(other.direct);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, host, port, user, direct);
    }

    /** Returns the address as {@code host:port}. */
    @Override
    public String toString() {
        return host.isEmpty()
                ? "none"
                : (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
