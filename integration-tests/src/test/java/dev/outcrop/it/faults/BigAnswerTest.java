package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.ReplyStream;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.local.wire.Frame;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Row 103: an answer of a gigabyte, read by someone fast, and by someone slow. */
class BigAnswerTest {
    private static final long GIGABYTE = 1L << 30;

    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private FaultServer server() throws IOException {
        byte[] start = Answers.GOOD.getFirst().encoded().toArray();
        Frame large = Answers.delta(0, "x".repeat(64 << 10));
        byte[] delta = large.encoded().toArray();
        return new FaultServer(
                (number, connection) -> {
                    connection.request();
                    connection.send(
                            "HTTP/1.1 200 OK\r\nContent-Type: "
                                    + Answers.STREAM
                                    + "\r\nContent-Length: "
                                    + 2 * GIGABYTE
                                    + "\r\n\r\n");
                    connection.send(start);
                    try {
                        while (sent.get() < GIGABYTE) {
                            connection.send(delta);
                            sent.addAndGet(delta.length);
                        }
                    } finally {
                        stopped.countDown();
                    }
                });
    }

    @Test
    void isGivenUpWhereItIsLongerThanAnyAnswer() throws Exception {
        try (var server = server();
                var trial = new Trial()) {
            trial.at(server);
            ReplyStream stream = trial.bedrock().model(Trial.MODEL).stream("Go on.");

            assertThatThrownBy(stream::reply)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("67108864");

            assertThat(Objects.requireNonNull(stream.partial()).text().length())
                    .isBetween(60 << 20, 64 << 20);
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sent.get()).isLessThan(96L << 20);
            assertThat(trial.bedrock().liveCalls()).isZero();
        }
    }

    @Test
    void isSentNoFasterThanItIsRead() throws Exception {
        try (var server = server();
                var trial = new Trial()) {
            trial.at(server);
            try (ReplyStream stream = trial.bedrock().model(Trial.MODEL).stream("Go on.")) {
                var events = stream.iterator();
                events.next();
                events.next();

                long before;
                do {
                    before = sent.get();
                } while (!stopped.await(200, TimeUnit.MILLISECONDS) && sent.get() > before);

                assertThat(stopped.getCount()).as("the server still has much to send").isOne();
                assertThat(sent.get()).isLessThan(32L << 20);
            }
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
