package dev.outcrop.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * The headers of one frame, as a view of its bytes: the position of each, all of them checked.
 *
 * <p>A header is a byte of name length, the name, a byte of type, and the value; values of type
 * {@link #BYTES} and {@link #STRING} are preceded by two bytes of length.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon event stream
 *     specification</a>
 */
public final class EventHeaders {
    public static final int TRUE = 0;
    public static final int FALSE = 1;
    public static final int BYTE = 2;
    public static final int SHORT = 3;
    public static final int INT = 4;
    public static final int LONG = 5;
    public static final int BYTES = 6;
    public static final int STRING = 7;
    public static final int TIMESTAMP = 8;
    public static final int UUID = 9;

    /** More in one frame are rejected: Bedrock sends three. */
    private static final int MAX_COUNT = 1_024;

    private byte[] bytes = {};
    private int count;
    private int[] starts = new int[4];

    /** Null if the name is not one of {@link KnownHeaders}. */
    private @Nullable String[] knownNames = new @Nullable String[4];

    /**
     * Reads the headers between two indexes of an array.
     *
     * @param origin the position of the array in the stream, for messages
     */
    void read(byte[] bytes, int from, int to, long origin) {
        this.bytes = bytes;
        count = 0;
        for (int at = from; at < to; ) {
            int next = endOfHeader(at, to, origin);
            add(at, origin);
            at = next;
        }
    }

    public int count() {
        return count;
    }

    public String name(int i) {
        String known = knownNames[i];
        return known != null ? known : newString(starts[i] + 1, nameLength(starts[i]));
    }

    public int type(int i) {
        return bytes[typeAt(starts[i])];
    }

    /** Returns the position of the value in the array, after its length if it has one. */
    public int valueOffset(int i) {
        return typeAt(starts[i]) + (hasLength(type(i)) ? 3 : 1);
    }

    public int valueLength(int i) {
        int type = type(i);
        return hasLength(type) ? unsignedShort(typeAt(starts[i]) + 1) : fixedLength(type);
    }

    /** Returns the value of the string header of that name, or null if there is none. */
    @Nullable String string(String name) {
        for (int i = 0; i < count; i++) {
            if (name(i).equals(name)) {
                return type(i) == STRING ? text(valueOffset(i), valueLength(i)) : null;
            }
        }
        return null;
    }

    /** Checks the header at this position, and returns the position of the next one. */
    private int endOfHeader(int at, int to, long origin) {
        int nameLength = nameLength(at);
        if (nameLength == 0) {
            throw broken("a header name of 1 to 255 bytes, found an empty one", at, origin);
        }
        int typeAt = typeAt(at);
        if (typeAt >= to) {
            throw broken(
                    "a header name within the "
                            + (to - at - 1)
                            + " bytes left, found one of "
                            + nameLength,
                    at,
                    origin);
        }
        int type = bytes[typeAt];
        int valueAt = typeAt + 1;
        int length;
        if (hasLength(type)) {
            valueAt += 2;
            length = valueAt <= to ? unsignedShort(typeAt + 1) : 0;
        } else {
            length = fixedLength(type);
            if (length < 0) {
                throw broken("a header type from 0 to 9, found " + (type & 0xFF), typeAt, origin);
            }
        }
        if (length > to - valueAt) {
            throw broken(
                    "a header value that ends with the headers, "
                            + Math.max(to - typeAt - 1, 0)
                            + " bytes on, found one of type "
                            + type
                            + " that is longer",
                    typeAt,
                    origin);
        }
        requireUtf8(at + 1, nameLength, "name", origin);
        if (type == STRING) {
            requireUtf8(valueAt, length, "value", origin);
        }
        return valueAt + length;
    }

    private void add(int at, long origin) {
        if (count == MAX_COUNT) {
            throw broken("at most " + MAX_COUNT + " headers in a frame, found more", at, origin);
        }
        String known = KnownHeaders.of(bytes, at + 1, nameLength(at));
        for (int i = 0; i < count; i++) {
            if (known != null ? known.equals(knownNames[i]) : sameName(starts[i], at)) {
                throw broken("each header once, found a name for the second time", at, origin);
            }
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            knownNames = Arrays.copyOf(knownNames, 2 * count);
        }
        starts[count] = at;
        knownNames[count] = known;
        count++;
    }

    private boolean sameName(int a, int b) {
        return Arrays.equals(bytes, a, typeAt(a), bytes, b, typeAt(b));
    }

    private void requireUtf8(int from, int length, String what, long origin) {
        if (!isUtf8(from, length)) {
            throw broken("a header " + what + " in UTF-8, found other bytes", from, origin);
        }
    }

    private boolean isUtf8(int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return isDecodable(from, length);
            }
        }
        return true;
    }

    private boolean isDecodable(int from, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private String text(int from, int length) {
        String known = KnownHeaders.of(bytes, from, length);
        return known != null ? known : newString(from, length);
    }

    private String newString(int from, int length) {
        return new String(bytes, from, length, UTF_8);
    }

    private int nameLength(int start) {
        return bytes[start] & 0xFF;
    }

    private int typeAt(int start) {
        return start + 1 + nameLength(start);
    }

    private int unsignedShort(int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private static boolean hasLength(int type) {
        return type == BYTES || type == STRING;
    }

    /** -1 for a type that does not exist. */
    private static int fixedLength(int type) {
        return switch (type) {
            case TRUE, FALSE -> 0;
            case BYTE -> 1;
            case SHORT -> 2;
            case INT -> 4;
            case LONG, TIMESTAMP -> 8;
            case UUID -> 16;
            default -> -1;
        };
    }

    private static ProtocolException broken(String expected, int at, long origin) {
        return new ProtocolException(
                "The event stream is broken at byte "
                        + (origin + at)
                        + ": expected "
                        + expected
                        + ".",
                ErrorDetails.NONE);
    }
}
