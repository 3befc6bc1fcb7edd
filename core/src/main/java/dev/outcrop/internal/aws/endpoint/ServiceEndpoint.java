package dev.outcrop.internal.aws.endpoint;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the requests to a service go.
 *
 * @param base scheme, host, and maybe port and path; no slash at its end
 * @param source who said so, in words for a person
 */
public record ServiceEndpoint(URI base, String source) {
    /** An endpoint that is given as a URL, by a setting that has the name of its source. */
    public static ServiceEndpoint of(String url, String source) {
        return of(url, source, source);
    }

    /**
     * An endpoint that is given as a URL.
     *
     * @param setting what a person has to change where the URL is wrong
     * @throws ValidationException if the URL cannot be called. What was given is not shown: it may
     *     hold a password
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

    /** Why nothing can be sent to a URL, as the end of a sentence; null if it can. */
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

    /** Whether there is none, or one that a connection can be made to. */
    private static boolean hasPort(URI uri) {
        if (uri.getHost() != null) {
            return uri.getPort() != 0 && uri.getPort() <= 65_535;
        }
        // Of a port that is no number, or too long a one, Java's parser makes a part of the name.
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
