package dev.outcrop.local.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * The address, port and certificate of the server.
 *
 * @param port 0 for any free one
 * @param certificate null for the test certificate
 */
public record ListenOptions(String host, int port, @Nullable Certificate certificate) {
    /** Any free port of the loopback address. */
    public static final ListenOptions ON_LOOPBACK = new ListenOptions("127.0.0.1", 0, null);

    /** Returns these options with another port. */
    public ListenOptions withPort(int port) {
        return new ListenOptions(host, port, certificate);
    }

    /** Returns these options with another address. */
    public ListenOptions withHost(String host) {
        return new ListenOptions(host, port, certificate);
    }

    /** Returns these options with another certificate. */
    public ListenOptions withCertificate(Certificate certificate) {
        return new ListenOptions(host, port, certificate);
    }
}
