package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Values of HTTP headers that repeat parts of a message.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#value-encoding">Value
 *     Encoding</a>
 */
final class HeaderValues {
    private static final String START = "=?base64?";
    private static final String END = "?=";

    private HeaderValues() {}

    /** Returns the value as it is, if a header can hold it; else as Base64 between markers. */
    static String encoded(String value) {
        boolean plain =
                value.chars().allMatch(c -> (c >= 0x20 && c < 0x7f) || c == '\t')
                        && value.equals(value.strip())
                        && !value.isEmpty()
                        && !(value.startsWith(START) && value.endsWith(END));
        return plain
                ? value
                : START + Base64.getEncoder().encodeToString(value.getBytes(UTF_8)) + END;
    }

    /**
     * Returns the value that was encoded.
     *
     * @throws IllegalArgumentException if it is not Base64 between the markers
     */
    static String decoded(String header) {
        if (header.length() < START.length() + END.length()
                || !header.startsWith(START)
                || !header.endsWith(END)) {
            return header;
        }
        String base64 = header.substring(START.length(), header.length() - END.length());
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }
}
