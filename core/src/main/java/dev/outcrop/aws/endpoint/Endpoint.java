package dev.outcrop.aws.endpoint;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ValidationException;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the requests to a service go.
 *
 * @param base scheme, host, and maybe port and path; no slash at its end
 * @param source who said so, in words for a person
 */
public record Endpoint(URI base, String source) {
    /**
     * An endpoint that is given as a URL.
     *
     * @throws ValidationException if the URL cannot be called. What was given is not shown: it may
     *     hold a password
     */
    public static Endpoint of(String url, String source) {
        URI uri;
        try {
            uri = new URI(url.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw refused(source, "is not a URL: " + e.getReason());
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())
                && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw refused(source, "does not begin with https:// or http://");
        }
        if (uri.getHost() == null) {
            throw refused(source, "has no valid host");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(source, "holds a user or password, which Bedrock has no use for");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(source, "has a query or a fragment, where requests add their own path");
        }
        return new Endpoint(uri, source);
    }

    private static ValidationException refused(String source, String why) {
        return new ValidationException(
                "The endpoint URL from " + source + " " + why + ".",
                Facts.NONE.withRemedy(
                        "It reads like https://bedrock-runtime.us-east-1.amazonaws.com."));
    }
}
