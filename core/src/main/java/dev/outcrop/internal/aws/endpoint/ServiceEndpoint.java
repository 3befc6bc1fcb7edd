package dev.outcrop.internal.aws.endpoint;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The endpoint of a service.
 *
 * @param base scheme, host, and optionally port and path; without a trailing slash
 * @param source the setting that defines it, as text for a person
 */
public record ServiceEndpoint(URI base, String source) {
    /** Returns an endpoint from a URL, for a setting named like its source. */
    public static ServiceEndpoint of(String url, String source) {
        return of(url, source, source);
    }

    /**
     * Returns an endpoint from a URL.
     *
     * @param setting what a person has to change if the URL is wrong
     * @throws ValidationException if the URL is invalid. Its value is not shown: it may contain a
     *     password
     */
    public static ServiceEndpoint of(String url, String source, String setting) {
        URI uri;
        try {
            uri = new URI(url.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw refused(setting, "is not a URL: " + e.getReason());
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())
                && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw refused(setting, "must begin with https:// or http://");
        }
        String fault = fault(uri);
        if (fault != null) {
            throw refused(setting, fault);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(setting, "must not have a query or a fragment");
        }
        return new ServiceEndpoint(uri, source);
    }

    /** Returns why a URL is invalid, as the end of a sentence; null if it is valid. */
    public static @Nullable String fault(URI uri) {
        if (!hasPort(uri)) {
            return "has a port that is not a number from 1 to 65535";
        }
        if (uri.getHost() == null) {
            return "has no valid host" + inAscii(uri.getRawAuthority());
        }
        return uri.getRawUserInfo() == null
                ? null
                : "contains a user or password, which Outcrop never sends";
    }

    /** Whether there is no port, or a valid one. */
    private static boolean hasPort(URI uri) {
        if (uri.getHost() != null) {
            return uri.getPort() != 0 && uri.getPort() <= 65_535;
        }
        // If a port is not a number, or too long, Java's parser treats it as part of the name.
        String authority = String.valueOf(uri.getRawAuthority());
        String port = authority.substring(authority.lastIndexOf(':') + 1);
        return port.length() == authority.length() || port.matches("[0-9]{0,5}|.*[]@].*");
    }

    private static String inAscii(@Nullable String authority) {
        return authority != null && authority.chars().anyMatch(c -> c > '~')
                ? "; write it in ASCII, as xn--…"
                : "";
    }

    private static ValidationException refused(String setting, String why) {
        return new ValidationException(
                "The endpoint URL from " + setting + " " + why + ".",
                ErrorDetails.NONE.withRemedy(
                        "Use a URL such as https://bedrock-runtime.us-east-1.amazonaws.com"));
    }
}
