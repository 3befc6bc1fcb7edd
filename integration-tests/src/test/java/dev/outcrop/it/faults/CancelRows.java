package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.Credentials;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Row 100: what a cancellation closes. The server does nothing but wait for its client to close the
 * connection, so that nothing but the cancellation can have ended the call.
 */
final class CancelRows {
    private static final int TIMES = 15;

    /** Far above what it takes, which is printed; a machine may be busy. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private CancelRows() {}

    static List<Row> rows() {
        return List.of(
                new Row(100, "cancel before the head → socket closed", t -> closed(false)),
                new Row(100, "cancel between deltas → socket closed", t -> closed(true)),
                new Row(100, "cancel while credentials are awaited → ended", CancelRows::keys));
    }

    private static void closed(boolean begun) throws Exception {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            nanos[i] = once(begun);
        }
        Arrays.sort(nanos);
        System.out.printf(
                "cancelled %s: socket closed and call ended after %.2f ms, median of %d; at most"
                        + " %.2f ms%n",
                begun ? "between deltas" : "before the head",
                nanos[TIMES / 2] / 1e6,
                TIMES,
                nanos[TIMES - 1] / 1e6);
    }

    private static long once(boolean begun) throws Exception {
        var waiting = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server =
                        new FaultServer(
                                (number, connection) -> {
                                    connection.request();
                                    if (begun) {
                                        connection.send(
                                                "HTTP/1.1 200 OK\r\nContent-Type: "
                                                        + Answers.STREAM
                                                        + "\r\nContent-Length: 100000\r\n\r\n");
                                        for (int i = 0; i < 2; i++) {
                                            connection.send(
                                                    Answers.GOOD.get(i).encoded().toArray());
                                        }
                                    }
                                    waiting.countDown();
                                    connection.awaitClose();
                                    closed.countDown();
                                });
                var trial = new Trial()) {
            trial.at(server);
            var handle = new Cancellation();
            var call = new Call(trial, handle);
            Thread thread = Thread.ofVirtual().start(call);
            assertThat(waiting.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();

            long before = System.nanoTime();
            handle.cancel();
            assertThat(closed.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(thread.join(BOUND)).isTrue();
            long took = System.nanoTime() - before;

            assertThat(call.thrown).isInstanceOf(CancelledException.class);
            assertThat(trial.bedrock().liveCalls()).isZero();
            assertThat(trial.heard().ended).hasSize(1);
            assertThat(trial.heard().ended.getFirst().outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(server.requests()).isEqualTo(1);
            return took;
        }
    }

    /** Whoever has the credentials heeds an interrupt, and nothing else. */
    private static void keys(Trial trial) throws Exception {
        var asked = new CountDownLatch(1);
        var interrupts = new ArrayList<Boolean>();
        trial.credentials(
                () -> {
                    asked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CancelledException("interrupted", ErrorDetails.NONE, e);
                    }
                    return Credentials.bearerToken(Trial.TOKEN);
                });
        trial.at(trial.local().endpoint(), () -> trial.local().requests().size());
        for (boolean byClosing : List.of(false, true)) {
            var handle = new Cancellation();
            var call = new Call(trial, handle);
            Thread thread = Thread.ofPlatform().start(call);
            assertThat(asked.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            if (byClosing) {
                while (trial.bedrock().liveCalls() == 0) {
                    Thread.onSpinWait();
                }
                trial.bedrock().close();
            } else {
                handle.cancel();
            }
            assertThat(thread.join(BOUND)).isTrue();
            assertThat(call.thrown).isInstanceOf(CancelledException.class);
            interrupts.add(call.interrupted);
        }
        assertThat(interrupts).as("no interrupt is left over").containsExactly(false, false);
        assertThat(trial.requests()).isZero();
        assertThat(trial.bedrock().liveCalls()).isZero();
    }

    private static final class Call implements Runnable {
        private final Trial trial;
        private final Cancellation handle;
        private volatile @Nullable Throwable thrown;
        private volatile boolean interrupted;

        Call(Trial trial, Cancellation handle) {
            this.trial = trial;
            this.handle = handle;
        }

        @Override
        public void run() {
            try (var stream = trial.bedrock().model(Trial.MODEL).with(handle).stream("Go on.")) {
                stream.reply();
            } catch (RuntimeException e) {
                thrown = e;
            }
            interrupted = Thread.interrupted();
        }
    }
}
