package dev.outcrop.local.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * The address, port and certificate of the server, and who may send requests to it.
 *
 * @param port 0 for any free one
 * @param certificate null for the test certificate
 * @param hosts names that requests may use in addition to those of this machine
 * @param origins origins of web pages that may read responses; {@code *} for all
 */
public record ListenOptions(
        String host,
        int port,
        @Nullable Certificate certificate,
        Set<String> hosts,
        Set<String> origins) {
    /** Any free port of the loopback address. */
    public static final ListenOptions ON_LOOPBACK =
            new ListenOptions("127.0.0.1", 0, null, Set.of(), Set.of());

    public ListenOptions {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    /** Returns these options with another port. */
    public ListenOptions withPort(int port) {
        return new ListenOptions(host, port, certificate, hosts, origins);
    }

    /** Returns these options with another address. */
    public ListenOptions withHost(String host) {
        return new ListenOptions(host, port, certificate, hosts, origins);
    }

    /** Returns these options with another certificate. */
    public ListenOptions withCertificate(Certificate certificate) {
        return new ListenOptions(host, port, certificate, hosts, origins);
    }

    /** Returns these options with other names. */
    public ListenOptions withHosts(Set<String> hosts) {
        return new ListenOptions(host, port, certificate, hosts, origins);
    }

    /** Returns these options with other origins. */
    public ListenOptions withOrigins(Set<String> origins) {
        return new ListenOptions(host, port, certificate, hosts, origins);
    }
}
