package dev.outcrop.local.internal.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How bytes pass from the thread of the service to that of the client. */
class ResponsePipeTest {
    private static final int FOR_EVER = -1;
    private static final int PIECE = 64 << 10;
    private static final int PIECES = 100;

    private final ResponsePipe pipe = new ResponsePipe();
    private final AtomicInteger written = new AtomicInteger();
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();
    private final Thread service = Thread.ofPlatform().daemon().unstarted(this::writeAll);

    private void writeAll() {
        try {
            pipe.begin(new ResponsePipe.Head(200, Map.of(), -1));
            for (int i = 0; i < PIECES; i++) {
                pipe.write(new byte[PIECE]);
                written.incrementAndGet();
            }
            pipe.end(null);
            outcome.complete(null);
        } catch (IOException e) {
            outcome.completeExceptionally(e);
        }
    }

    private void startAndFill() throws InterruptedException {
        service.start();
        while (service.isAlive() && service.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theServiceWaitsForAClientThatReadsNothing() throws Exception {
        startAndFill();

        assertThat(written.get()).isBetween(1, 10);
        assertThat(pipe.available()).isEqualTo(written.get() * PIECE);
        assertThat(readAll()).isEqualTo((long) PIECE * PIECES);
        outcome.get();
    }

    private long readAll() throws IOException, InterruptedException {
        byte[] buffer = new byte[10_000];
        long all = 0;
        for (int count = 0; count >= 0; count = pipe.read(buffer, 0, buffer.length, FOR_EVER)) {
            all += count;
        }
        return all;
    }

    @Test
    void theServiceStopsIfTheClientCloses() throws Exception {
        startAndFill();

        pipe.close();

        assertThatThrownBy(() -> outcome.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SocketException.class);
    }

    @Test
    void theClientStopsAtOnceIfTheCallIsCancelled() throws Exception {
        startAndFill();

        pipe.cancel();

        assertThatThrownBy(() -> pipe.read(new byte[1], 0, 1, FOR_EVER))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void whatWasWrittenIsReadBeforeTheFailure() throws Exception {
        pipe.begin(new ResponsePipe.Head(200, Map.of(), -1));
        pipe.write(new byte[] {1, 2, 3});
        pipe.end(new EOFException("cut"));
        byte[] read = new byte[2];

        assertThat(pipe.read(read, 0, 2, FOR_EVER)).isEqualTo(2);
        assertThat(read).containsExactly(1, 2);
        assertThat(pipe.read(read, 0, 2, FOR_EVER)).isEqualTo(1);
        assertThat(read[0]).isEqualTo((byte) 3);
        assertThatThrownBy(() -> pipe.read(read, 0, 2, FOR_EVER)).isInstanceOf(EOFException.class);
    }

    @Test
    void aWaitThatIsOverReturnsNothing() throws Exception {
        assertThat(pipe.head(1)).isNull();
        assertThat(pipe.read(new byte[1], 0, 1, 1)).isZero();
    }
}
