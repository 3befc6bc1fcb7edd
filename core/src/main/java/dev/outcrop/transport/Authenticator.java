package dev.outcrop.transport;

import dev.outcrop.aws.endpoint.Service;

import java.net.URI;
import java.util.Map;

/**
 * Says in headers who is calling. Safe for any number of threads; may block to fetch credentials.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * The headers to add.
     *
     * @param service whose name a signature carries
     * @param headers those that the request already has, and that a signature must cover
     * @throws dev.outcrop.error.CredentialsException if there are no credentials
     */
    Map<String, String> headers(
            Service service, String method, URI uri, Map<String, String> headers, byte[] body);
}
