package dev.outcrop.local.transport;

import org.jspecify.annotations.Nullable;

/**
 * Where and how to listen.
 *
 * @param port 0 for any free one
 * @param certificate null for the test certificate
 */
public record Listening(String host, int port, @Nullable Certificate certificate) {
    /** On any free port of this machine alone. */
    public static final Listening ON_LOOPBACK = new Listening("127.0.0.1", 0, null);

    /** The same on another port. */
    public Listening withPort(int port) {
        return new Listening(host, port, certificate);
    }

    /** The same on another address. */
    public Listening withHost(String host) {
        return new Listening(host, port, certificate);
    }

    /** The same with another certificate. */
    public Listening withCertificate(Certificate certificate) {
        return new Listening(host, port, certificate);
    }
}
