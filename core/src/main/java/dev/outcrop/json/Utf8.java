package dev.outcrop.json;

/**
 * Checks that bytes are UTF-8, which the JSON parser does only in part: it accepts overlong forms,
 * and surrogates in skipped text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259, section 8.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, section 4</a>
 */
final class Utf8 {
    private Utf8() {}

    /** Returns the length of a byte order mark at the start: 3, or 0 if there is none. */
    static int markAt(byte[] bytes, int from, int to) {
        boolean isMark =
                to - from >= 3
                        && bytes[from] == (byte) 0xEF
                        && bytes[from + 1] == (byte) 0xBB
                        && bytes[from + 2] == (byte) 0xBF;
        return isMark ? 3 : 0;
    }

    /** Returns the index of the first malformed sequence, or -1 if there is none. */
    static int firstFault(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int length = length(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** Returns the length of the well-formed sequence that begins with a non-ASCII byte, or 0. */
    private static int length(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 0 || length > to - at) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        boolean isWhole = second >= least(lead) && second <= most(lead);
        for (int i = 2; i < length; i++) {
            isWhole &= (bytes[at + i] & 0xC0) == 0x80;
        }
        return isWhole ? length : 0;
    }

    private static int least(int lead) {
        return switch (lead) {
            case 0xE0 -> 0xA0;
            case 0xF0 -> 0x90;
            default -> 0x80;
        };
    }

    private static int most(int lead) {
        return switch (lead) {
            case 0xED -> 0x9F;
            case 0xF4 -> 0x8F;
            default -> 0xBF;
        };
    }
}
