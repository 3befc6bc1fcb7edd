package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An interrupt of the calling thread, of either kind, in whatever the call is waiting for. */
final class InterruptRows {
    private static final Duration LONG = Duration.ofSeconds(20);

    private InterruptRows() {}

    /** Waits until the call is where the interrupt is to meet it. */
    private interface Arrival {
        void await() throws Exception;
    }

    static void all(Trial trial) throws Exception {
        for (Thread.Builder threads : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            connect(threads);
            handshake(threads);
            beforeHead(threads);
            betweenDeltas(threads);
            betweenDeltasOverTls(threads);
            waitToRetry(threads);
            queue(threads);
        }
        assertThat(trial.bedrock().liveCalls()).isZero();
    }

    private static void connect(Thread.Builder threads) throws Exception {
        var clients = new ArrayList<Socket>();
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var trial = new Trial()) {
            for (int i = 0; i < 2; i++) {
                clients.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
            }
            trial.at(URI.create("http://127.0.0.1:" + listener.getLocalPort()), () -> 0);
            interrupted(threads, trial, () -> {});
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static void handshake(Thread.Builder threads) throws Exception {
        var hello = new CountDownLatch(1);
        try (var server =
                        new FaultServer(
                                (number, connection) -> {
                                    hello.countDown();
                                    connection.awaitClose();
                                });
                var trial = new Trial()) {
            Certificates.listener("good").close();
            trial.at(URI.create("https://127.0.0.1:" + server.endpoint().getPort()), () -> 0);
            interrupted(threads, trial, () -> arrived(hello));
        }
    }

    private static void beforeHead(Thread.Builder threads) throws Exception {
        try (var trial = new Trial()) {
            var gate = new StallGate();
            trial.local().script(Scripted.steps(new Step.Stall(gate)));
            interrupted(threads, trial, () -> gate.awaitArrival(LONG));
            assertThat(trial.requests()).isEqualTo(1);
            gate.open();
        }
    }

    private static void betweenDeltas(Thread.Builder threads) throws Exception {
        try (var trial = new Trial()) {
            var gate = new StallGate();
            trial.local().script(Answers.halfway(new Step.Stall(gate)));
            interrupted(threads, trial, () -> gate.awaitArrival(LONG));
            assertThat(trial.requests()).isEqualTo(1);
            gate.open();
        }
    }

    /** The server also sees that the connection is closed. */
    private static void betweenDeltasOverTls(Thread.Builder threads) throws Exception {
        var sent = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server =
                        new FaultServer(
                                Certificates.listener("good"),
                                "https",
                                (number, connection) -> {
                                    connection.request();
                                    connection.send(
                                            "HTTP/1.1 200 OK\r\nContent-Type: "
                                                    + Answers.STREAM
                                                    + "\r\nContent-Length: 100000\r\n\r\n");
                                    connection.send(Answers.GOOD.get(0).encoded().toArray());
                                    connection.send(Answers.GOOD.get(1).encoded().toArray());
                                    sent.countDown();
                                    connection.awaitClose();
                                    closed.countDown();
                                });
                var trial = new Trial()) {
            trial.at(server);
            interrupted(threads, trial, () -> arrived(sent));
            assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void waitToRetry(Thread.Builder threads) throws Exception {
        try (var trial = new Trial()) {
            trial.retries(
                    new Retries(5, LONG.multipliedBy(20), LONG, LONG, LONG.multipliedBy(5), false));
            var throttled = new CountDownLatch(1);
            trial.local().script(Scripted.error("ThrottlingException", "Too many tokens."));
            interrupted(
                    threads,
                    trial,
                    () -> {
                        while (trial.heard().retrying.get() == 0) {
                            throttled.await(1, TimeUnit.MILLISECONDS);
                        }
                    });
            assertThat(trial.requests()).isEqualTo(1);
        }
    }

    private static void queue(Thread.Builder threads) throws Exception {
        try (var trial = new Trial()) {
            trial.limits(RateLimits.NONE.withConcurrentCalls(1));
            var gate = new StallGate();
            trial.local().script(Answers.halfway(new Step.Stall(gate)));
            var first = trial.bedrock().model(Trial.MODEL).stream("Go on.");
            interrupted(threads, trial, () -> {});
            gate.open();
            first.close();
            assertThat(trial.requests()).isEqualTo(1);
        }
    }

    private static void arrived(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Asks on a thread of that kind, interrupts it, and looks at what came of it. */
    private static void interrupted(Thread.Builder threads, Trial trial, Arrival arrival)
            throws Exception {
        var asking = new CountDownLatch(1);
        var call = new Asking(trial, asking);
        int before = trial.bedrock().liveCalls();
        Thread thread = threads.start(call);
        arrived(asking);
        arrival.await();
        long interrupted = System.nanoTime();
        thread.interrupt();
        assertThat(thread.join(LONG)).as("the thread ended").isTrue();
        assertThat(call.thrown).isInstanceOf(CancelledException.class);
        assertThat(call.flag).as("interrupt flag").isTrue();
        assertThat(Duration.ofNanos(call.endedAt - interrupted)).isLessThan(LONG);
        assertThat(trial.bedrock().liveCalls()).isEqualTo(before);
    }

    private static final class Asking implements Runnable {
        private final Trial trial;
        private final CountDownLatch asking;
        private volatile @Nullable Throwable thrown;
        private volatile boolean flag;
        private volatile long endedAt;

        Asking(Trial trial, CountDownLatch asking) {
            this.trial = trial;
            this.asking = asking;
        }

        @Override
        public void run() {
            asking.countDown();
            try (var stream = trial.bedrock().model(Trial.MODEL).stream("Go on.")) {
                stream.reply();
            } catch (RuntimeException e) {
                thrown = e;
            }
            flag = Thread.currentThread().isInterrupted();
            endedAt = System.nanoTime();
        }
    }
}
