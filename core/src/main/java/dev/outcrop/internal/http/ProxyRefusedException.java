package dev.outcrop.internal.http;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpResponse;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Thrown when a proxy refused a tunnel. */
public final class ProxyRefusedException extends IOException {
    static final String AUTHORIZATION = "Proxy-Authorization";

    /** The header with the authentication schemes of a proxy. */
    public static final String AUTHENTICATE = "Proxy-Authenticate";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kinds;

    private ProxyRefusedException(int status, String kinds) {
        super("the proxy answered HTTP " + status);
        this.status = status;
        this.kinds = kinds;
    }

    static ProxyRefusedException by(HttpResponse response) {
        return new ProxyRefusedException(response.getCode(), kinds(response));
    }

    public int status() {
        return status;
    }

    /** Returns the authentication schemes of the proxy, for a person; blank if it sent none. */
    public String kinds() {
        return kinds;
    }

    private static String kinds(HttpMessage response) {
        Set<String> kinds = new LinkedHashSet<>();
        for (Header header : response.getHeaders(AUTHENTICATE)) {
            kinds.add(kind(header.getValue()));
        }
        return String.join(", ", kinds);
    }

    /** Returns the scheme of a challenge. */
    public static String kind(String challenge) {
        return challenge.strip().split("[\\s,]", 2)[0];
    }
}
