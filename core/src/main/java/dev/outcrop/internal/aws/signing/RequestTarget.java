package dev.outcrop.internal.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The parts of a URL in a request. Signing and sending both use this class, so that they match.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-host-and-authority">Host</a>
 */
public final class RequestTarget {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestTarget() {}

    /**
     * Parses a URL and encodes each part as it is sent. User, password and fragment are removed.
     *
     * @throws IllegalArgumentException if it is not a URL
     */
    public static URI uri(String url) {
        URI uri = URI.create(url);
        String query = query(uri);
        return URI.create(
                (isSecure(uri) ? "https://" : "http://")
                        + authority(uri)
                        + path(uri)
                        + (query == null ? "" : "?" + query));
    }

    /**
     * Returns the value of {@code Host}: the host in lower case, with the port only if it is not
     * the scheme's default. A user or password in the URL is not included.
     */
    public static String authority(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        return port < 0 || port == usualPort(uri) ? host : host + ':' + port;
    }

    /** Returns the port of the URL, or that of its scheme. */
    public static int port(URI uri) {
        return uri.getPort() < 0 ? usualPort(uri) : uri.getPort();
    }

    /** Whether the scheme is https. */
    public static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static int usualPort(URI uri) {
        return isSecure(uri) ? 443 : 80;
    }

    /**
     * Returns the path, which begins with a slash: percent-encoded, in ASCII, and without segments
     * that are {@code .} or {@code ..}. Empty segments stay.
     */
    public static String path(URI uri) {
        String raw = uri.getRawPath();
        if (raw == null || raw.isEmpty()) {
            return "/";
        }
        return ascii(raw.contains("/.") ? withoutDots(raw) : raw);
    }

    /** Returns the query, percent-encoded, in ASCII; null if there is none. */
    public static @Nullable String query(URI uri) {
        return uri.getRawQuery() == null ? null : ascii(uri.getRawQuery());
    }

    private static String withoutDots(String path) {
        var kept = new ArrayDeque<String>();
        String last = "";
        for (String segment : path.substring(1).split("/", -1)) {
            last = segment;
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean isFolder = last.equals(".") || last.equals("..");
        String joined = "/" + String.join("/", kept);
        return isFolder && !kept.isEmpty() ? joined + "/" : joined;
    }

    private static String ascii(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) < 0x80) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        var encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            if (b >= 0) {
                encoded.append((char) b);
            } else {
                HEX.toHexDigits(encoded.append('%'), b);
            }
        }
        return encoded.toString();
    }
}
