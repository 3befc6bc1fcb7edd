package dev.outcrop.cli.bedrock;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;

/** Parses URLs from the command line. */
final class Urls {
    private Urls() {}

    /** Returns the URL of a server; null if it is not valid. */
    static @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
