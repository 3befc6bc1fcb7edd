package dev.outcrop.local.internal.inprocess;

import dev.outcrop.internal.http.Deadline;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/** The client's side of a pipe, with the timeouts of a call. For one thread. */
final class PipeInput extends InputStream {
    private final ResponsePipe pipe;
    private final Timeouts timeouts;
    private final Deadline deadline;

    PipeInput(ResponsePipe pipe, Timeouts timeouts, Deadline deadline) {
        this.pipe = pipe;
        this.timeouts = timeouts;
        this.deadline = deadline;
    }

    ResponsePipe.Head head() throws IOException {
        try {
            ResponsePipe.Head head = pipe.head(nanos(timeouts.firstByte()));
            if (head == null) {
                throw late("no response within the timeout");
            }
            return head;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            int count = pipe.read(to, from, length, nanos(timeouts.idle()));
            if (count == 0) {
                throw late("no more data arrived");
            }
            return count;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public int available() {
        return pipe.available();
    }

    @Override
    public void close() {
        pipe.close();
    }

    private long nanos(@Nullable Duration limit) throws IOException {
        Duration wait = deadline.atMost(limit);
        return wait == null ? -1 : wait.toNanos();
    }

    private IOException late(String what) {
        return deadline.hasPassed() ? new Deadline.Passed() : new SocketTimeoutException(what);
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new ClosedByInterruptException();
    }
}
