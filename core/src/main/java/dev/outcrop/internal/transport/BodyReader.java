package dev.outcrop.internal.transport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a whole body. */
final class BodyReader {
    private static final int USUAL_SIZE = 4 << 10;

    /** Larger sizes are allocated only as bytes arrive, whatever was announced. */
    private static final int TRUSTED_SIZE = 64 << 10;

    private BodyReader() {}

    /**
     * Returns the bytes until the end, or the first {@code limit + 1} if there are more.
     *
     * @param announced the Content-Length
     */
    static byte[] read(InputStream in, @Nullable String announced, int limit) throws IOException {
        byte[] bytes = new byte[firstSize(announced)];
        int size = 0;
        while (size <= limit) {
            if (size == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return bytes;
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size + 16, limit + 1L));
                bytes[size++] = (byte) next;
            } else {
                int count = in.read(bytes, size, bytes.length - size);
                if (count < 0) {
                    return Arrays.copyOf(bytes, size);
                }
                size += count;
            }
        }
        return bytes;
    }

    private static int firstSize(@Nullable String announced) {
        if (announced == null) {
            return USUAL_SIZE;
        }
        try {
            int size = Integer.parseInt(announced);
            return size < 0 ? USUAL_SIZE : Math.min(size, TRUSTED_SIZE);
        } catch (NumberFormatException e) {
            return USUAL_SIZE;
        }
    }
}
