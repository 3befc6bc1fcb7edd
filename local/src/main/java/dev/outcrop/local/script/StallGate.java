package dev.outcrop.local.script;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A gate at which an answer stalls until a test opens it. Opens once; closing the emulator opens it
 * too. Safe for use by several threads.
 */
public final class StallGate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Creates a closed gate. */
    public StallGate() {}

    public void open() {
        open.countDown();
    }

    /** Waits until an answer has reached the gate; false if none did in time. */
    public boolean awaitArrival(Duration atMost) throws InterruptedException {
        return arrived.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    }

    /** Waits until the gate is open. */
    public void pass() throws InterruptedException {
        arrived.countDown();
        open.await();
    }
}
