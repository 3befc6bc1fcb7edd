package dev.outcrop.internal.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;

/**
 * Reads {@code data:} addresses. Their media type is ignored: the bytes tell the format.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397</a>
 */
final class DataUri {
    private DataUri() {}

    /**
     * Returns the bytes.
     *
     * @throws IllegalArgumentException if it is not a valid address; its content is not quoted
     */
    static EncodedBytes bytes(URI uri) {
        String ascii = uri.toASCIIString(); // other characters are percent-encoded as UTF-8
        int end = uri.getRawFragment() == null ? ascii.length() : ascii.indexOf('#');
        String text = ascii.substring(ascii.indexOf(':') + 1, end);
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("invalid data: address: there is no comma");
        }
        String data = text.substring(comma + 1);
        if (data.length() > EncodedBytes.MOST / 3 * 4L) {
            throw new IllegalArgumentException("the data: address is too long");
        }
        // a plus sign is one, not a space
        byte[] plain = URLDecoder.decode(data.replace("+", "%2B"), ISO_8859_1).getBytes(ISO_8859_1);
        if (!text.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
            return EncodedBytes.of(plain);
        }
        try {
            return EncodedBytes.of(Base64.getMimeDecoder().decode(plain));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("invalid data: address: it is not base64", e);
        }
    }
}
