package dev.outcrop.local.script;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where an answer stalls until a test lets it go on. Opens once; closing the local Bedrock opens it
 * too. Safe for use by several threads.
 */
public final class StallGate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** A closed gate. */
    public StallGate() {}

    public void open() {
        open.countDown();
    }

    /** Waits until an answer stands before the gate; false if none came in time. */
    public boolean awaitArrival(Duration atMost) throws InterruptedException {
        return arrived.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    }

    /** Waits until the gate is open. */
    public void pass() throws InterruptedException {
        arrived.countDown();
        open.await();
    }
}
