package dev.outcrop.cli.bedrock;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that somebody types. */
final class Urls {
    private Urls() {}

    /** The URL of a server; null for what is none. */
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
