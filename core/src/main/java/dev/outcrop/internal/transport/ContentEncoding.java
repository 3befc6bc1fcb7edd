package dev.outcrop.internal.transport;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.http.HttpClient;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * Detects encoded bodies, which no request asks for and which are not supported.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-content-encoding">Content-Encoding</a>
 */
final class ContentEncoding {
    private ContentEncoding() {}

    /** Returns the encoding of the body, such as {@code gzip}; null if there is none. */
    static @Nullable String of(HttpClient.Exchange exchange) {
        String header = exchange.header("Content-Encoding");
        if (header == null) {
            return null;
        }
        for (String word : header.split(",", -1)) {
            String encoding = word.strip().toLowerCase(Locale.ROOT);
            if (!encoding.isEmpty() && !encoding.equals("identity")) {
                return ControlCharacters.line(header.strip(), 50);
            }
        }
        return null;
    }
}
