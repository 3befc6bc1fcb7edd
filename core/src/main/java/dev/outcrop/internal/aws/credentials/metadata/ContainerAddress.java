package dev.outcrop.internal.aws.credentials.metadata;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The address that the variables of a container name. Keys may be fetched over TLS from any host,
 * and without TLS from this machine and from the addresses of ECS and EKS. The address that a name
 * resolves to is checked.
 *
 * @param uri the address; without TLS, the resolved address replaces the name
 * @param direct whether it is this machine or its link, so that no proxy may see the request
 */
record ContainerAddress(URI uri, boolean direct) {
    static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    static final String SOURCE = "container role";

    private static final String ECS = "169.254.170.2";
    private static final Set<String> LINK_LOCAL =
            Set.of(ECS, "169.254.170.23", "fd00:ec2:0:0:0:0:0:23");

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /**
     * Returns the address, or null if no variable names one.
     *
     * @throws CredentialsException if keys must not be fetched from there
     */
    static @Nullable ContainerAddress of(Environment environment, Lookup lookup) {
        String relative = environment.variable(RELATIVE);
        if (relative != null) {
            return new ContainerAddress(relative(relative), true);
        }
        String full = environment.variable(FULL);
        return full == null ? null : full(full, lookup);
    }

    private static URI relative(String text) {
        boolean path = text.startsWith("/") && !text.startsWith("//");
        URI uri = path ? parse("http://" + ECS + text) : null;
        if (uri == null || !ECS.equals(uri.getRawAuthority())) {
            throw refused(RELATIVE, "must be a path that begins with one slash");
        }
        return uri;
    }

    private static ContainerAddress full(String text, Lookup lookup) {
        URI uri = parse(text);
        if (uri == null) {
            throw refused(FULL, "is not a valid URL");
        }
        String fault = ServiceEndpoint.fault(uri);
        if (fault != null) {
            throw refused(FULL, fault);
        }
        String host = uri.getHost();
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            return new ContainerAddress(uri, isLocalName(host) && allowed(host, lookup) != null);
        }
        InetAddress allowed =
                "http".equalsIgnoreCase(uri.getScheme()) ? allowed(host, lookup) : null;
        if (allowed == null) {
            throw refused(
                    FULL,
                    "must be an https URL, or an http URL of this machine or"
                            + " its container host");
        }
        // Another lookup of the name could have another result.
        return new ContainerAddress(isLocalName(host) ? uri : at(uri, allowed), true);
    }

    /** Returns the address, or null if it is invalid, or has a fragment. */
    private static @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text);
            return uri.getRawAuthority() == null || uri.getRawFragment() != null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** An IP address literal, or {@code localhost}. */
    private static boolean isLocalName(String host) {
        return host.startsWith("[")
                || host.matches("[0-9.]+")
                || host.toLowerCase(Locale.ROOT).equals("localhost");
    }

    /**
     * One of the host's addresses, if keys may be fetched from all of them without TLS; else null.
     */
    private static @Nullable InetAddress allowed(String host, Lookup lookup) {
        try {
            InetAddress[] all = lookup.all(host);
            boolean allowed =
                    Arrays.stream(all)
                            .allMatch(
                                    one ->
                                            one.isLoopbackAddress()
                                                    || LINK_LOCAL.contains(one.getHostAddress()));
            return allowed && all.length > 0 ? all[0] : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static URI at(URI uri, InetAddress address) {
        String digits = address.getHostAddress();
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return URI.create(
                "http://"
                        + (digits.contains(":") ? "[" + digits + "]" : digits)
                        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                        + path
                        + (query == null ? "" : "?" + query));
    }

    private static CredentialsException refused(String variable, String why) {
        return NoCredentialsError.because(SOURCE, variable + " " + why, null);
    }
}
