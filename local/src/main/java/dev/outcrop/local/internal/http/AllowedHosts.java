package dev.outcrop.local.internal.http;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Rejects requests that a web page in a browser might send: with a host name that is not of this
 * machine (DNS rebinding), or from a page of another origin.
 *
 * @param listening the configured host; if it is not a loopback address, any IP address is allowed,
 *     because an address cannot be rebound
 */
record AllowedHosts(String listening) {
    void check(@Nullable String host, @Nullable String origin) {
        if (!isAllowed(host)) {
            throw ServiceError.of(
                    "AccessDeniedException",
                    "The local Bedrock emulator answers only requests to localhost and 127.0.0.1.");
        }
        if (origin != null && !isLoopback(hostOf(origin))) {
            throw ServiceError.of(
                    "AccessDeniedException",
                    "The local Bedrock emulator does not answer web pages of other hosts.");
        }
    }

    private boolean isAllowed(@Nullable String host) {
        if (isLoopback(host)) {
            return true;
        }
        return host != null
                && !isLoopback(listening)
                && (host.equalsIgnoreCase(listening) || isAddress(host));
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
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
