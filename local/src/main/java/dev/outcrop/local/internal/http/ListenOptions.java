package dev.outcrop.local.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * Where and how to listen.
 *
 * @param port 0 for any free one
 * @param certificate null for the test certificate
 */
public record ListenOptions(String host, int port, @Nullable Certificate certificate) {
    /** On any free port of this machine alone. */
    public static final ListenOptions ON_LOOPBACK = new ListenOptions("127.0.0.1", 0, null);

    /** The same on another port. */
    public ListenOptions withPort(int port) {
        return new ListenOptions(host, port, certificate);
    }

    /** The same on another address. */
    public ListenOptions withHost(String host) {
        return new ListenOptions(host, port, certificate);
    }

    /** The same with another certificate. */
    public ListenOptions withCertificate(Certificate certificate) {
        return new ListenOptions(host, port, certificate);
    }
}
