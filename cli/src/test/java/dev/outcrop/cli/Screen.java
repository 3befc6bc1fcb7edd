package dev.outcrop.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Keeps what was printed, and wakes the one who waits for it. */
public final class Screen extends ByteArrayOutputStream {
    @Override
    public synchronized void write(int b) {
        super.write(b);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        super.write(bytes, offset, length);
        notifyAll();
    }

    /** Waits until this text was printed; false if it was not in time. */
    public boolean await(String text, Duration atMost) throws InterruptedException {
        return awaitTimes(text, 1, atMost);
    }

    /** Waits until this text was printed so many times; false if it was not in time. */
    public synchronized boolean awaitTimes(String text, int times, Duration atMost)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (text().split(Pattern.quote(text), -1).length <= times) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    public String text() {
        return toString(StandardCharsets.UTF_8);
    }
}
