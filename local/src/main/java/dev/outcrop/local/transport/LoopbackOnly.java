package dev.outcrop.local.transport;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Refuses what a page in a browser might send: a request whose Host names another machine (DNS
 * rebinding), or that comes from a page of one.
 */
final class LoopbackOnly {
    private LoopbackOnly() {}

    static void check(@Nullable String host, @Nullable String origin) {
        if (!isLoopback(host)) {
            throw ServiceError.of(
                    "AccessDeniedException",
                    "The local Bedrock answers only to localhost and 127.0.0.1.");
        }
        if (origin != null && !isLoopback(hostOf(origin))) {
            throw ServiceError.of(
                    "AccessDeniedException",
                    "The local Bedrock does not answer pages of other machines.");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("127.0.0.1")
                || name.equals("::1")
                || name.equals("[::1]");
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return new URI(origin).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
