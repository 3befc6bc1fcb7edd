package dev.outcrop.it.faults;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.wire.Event;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A local Bedrock whose answers go on when so many are under way: a process of its own. */
final class ManyStreamsServer {
    private static final int PIECES = 100;

    /** What it says to each, in so many pieces. */
    static final String TEXT = "All " + "still ".repeat(PIECES - 2) + "here.";

    private ManyStreamsServer() {}

    /** Says its port, and ends when its standard input does. */
    public static void main(String[] args) throws IOException {
        var all = new CountDownLatch(Integer.parseInt(args[0]));
        Engine together =
                (question, out) -> {
                    out.accept(Event.messageStart());
                    out.accept(Event.textDelta(0, "All "));
                    all.countDown();
                    await(all);
                    for (int i = 2; i < PIECES; i++) {
                        out.accept(Event.textDelta(0, "still "));
                    }
                    out.accept(Event.textDelta(0, "here."));
                    out.accept(Event.blockStop(0));
                    out.accept(Event.messageStop("end_turn"));
                    out.accept(Event.metadata(1, PIECES));
                };
        try (var local = LocalBedrock.builder().engine(together).start()) {
            System.out.println(local.port());
            System.out.flush();
            while (System.in.read() >= 0) {}
        }
        System.exit(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
