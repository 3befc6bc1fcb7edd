package dev.outcrop.local.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Checks host names and origins that are to be allowed. */
public final class AllowedNames {
    /** Stands for every origin. */
    public static final String ANY_ORIGIN = "*";

    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?";

    private AllowedNames() {}

    /**
     * Returns host names.
     *
     * @throws IllegalArgumentException if one is not a host name
     */
    public static Set<String> hosts(String... names) {
        for (String name : names) {
            if (!name.matches(HOST)) {
                throw new IllegalArgumentException(
                        "not a host name without a port: \"" + name + "\"");
            }
        }
        return new LinkedHashSet<>(java.util.List.of(names));
    }

    /**
     * Returns origins as browsers send them.
     *
     * @throws IllegalArgumentException if one is not an origin
     */
    public static Set<String> origins(String... origins) {
        Set<String> all = new LinkedHashSet<>();
        for (String origin : origins) {
            if (!origin.equals(ANY_ORIGIN) && !isOrigin(origin)) {
                throw new IllegalArgumentException(
                        "not an origin such as https://app.example: \"" + origin + "\"");
            }
            all.add(origin);
        }
        return all;
    }

    /** Browsers send scheme and host in lower case, and no default port. */
    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            int standard = "https".equals(scheme) ? 443 : "http".equals(scheme) ? 80 : 0;
            return scheme != null
                    && uri.getHost() != null
                    && uri.getPort() != standard
                    && text.equals(text.toLowerCase(java.util.Locale.ROOT))
                    && text.equals(scheme + "://" + uri.getRawAuthority())
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
