package dev.outcrop.local.internal.http;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rejects requests with a host name that is not of this machine: a web page in a browser can send
 * them (DNS rebinding).
 */
final class AllowedHosts {
    /** Names under which containers usually reach the emulator, if it listens for them. */
    private static final Set<String> OF_CONTAINERS =
            Set.of(
                    "bedrock",
                    "gateway.docker.internal",
                    "host.containers.internal",
                    "host.docker.internal",
                    "host.testcontainers.internal");

    private final String listening;
    private final Set<String> names;

    /**
     * @param listening the configured address; if it is not a loopback address, any IP address is
     *     allowed, because an address cannot be rebound, and so are the usual names in containers
     * @param names all other names that are allowed
     */
    AllowedHosts(String listening, Set<String> names) {
        this.listening = listening;
        this.names =
                names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    void check(@Nullable String host) {
        if (!isAllowed(host)) {
            throw ServiceError.of(
                    "AccessDeniedException",
                    "The local Bedrock emulator answers only requests to localhost and 127.0.0.1,"
                            + " and to names that are allowed with --allow-host.");
        }
    }

    private boolean isAllowed(@Nullable String host) {
        if (isLoopback(host)) {
            return true;
        }
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (names.contains(name)) {
            return true;
        }
        return !isLoopback(listening)
                && (name.equals(listening.toLowerCase(Locale.ROOT))
                        || isAddress(name)
                        || OF_CONTAINERS.contains(name));
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    /** Whether a name always means this machine. */
    static boolean isLoopback(@Nullable String host) {
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
}
