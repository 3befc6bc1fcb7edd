package dev.outcrop.internal.aws.credentials.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** One output of a program: keeps the beginning and discards the rest. Not thread-safe. */
final class ProgramOutput implements AutoCloseable {
    private static final int MOST_KEPT = 64 << 10;
    private static final long MOST_READ = 16 << 20;

    private final InputStream stream;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8 << 10];
    private long read;

    ProgramOutput(InputStream stream) {
        this.stream = stream;
    }

    InputStream stream() {
        return stream;
    }

    /**
     * Reads a part of the bytes that have arrived, without blocking.
     *
     * @return false if there are none
     */
    boolean readArrived() throws IOException {
        int arrived = Math.min(stream.available(), buffer.length);
        int count = arrived <= 0 ? 0 : stream.read(buffer, 0, arrived);
        if (count <= 0) {
            return false;
        }
        read += count;
        kept.write(buffer, 0, Math.min(count, MOST_KEPT - kept.size()));
        return true;
    }

    /** Whether it is more than a credentials program prints: 16 MiB. */
    boolean isTooMuch() {
        return read > MOST_READ;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
