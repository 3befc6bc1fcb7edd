package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

class ResponseInputTest {
    private final BufferPool buffers = new BufferPool();
    private final byte[] known = buffers.borrow();

    /** Gives one piece a read, as far as it fits, and remembers how much was asked for. */
    private static final class Arriving extends InputStream {
        private final Deque<byte[]> pieces = new ArrayDeque<>();
        private final List<Integer> asked = new ArrayList<>();
        private boolean isLate;

        void add(int length) {
            var piece = new byte[length];
            Arrays.fill(piece, (byte) length);
            pieces.add(piece);
        }

        @Override
        public int read() {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            asked.add(length);
            if (isLate) {
                throw new SocketTimeoutException();
            }
            byte[] piece = pieces.poll();
            if (piece == null) {
                return -1;
            }
            int count = Math.min(length, piece.length);
            System.arraycopy(piece, 0, to, offset, count);
            if (count < piece.length) {
                pieces.addFirst(Arrays.copyOfRange(piece, count, piece.length));
            }
            return count;
        }
    }

    private void requireFree() {
        byte[] free = buffers.borrow();
        buffers.giveBack(free);
        assertThat(free).as("nobody has the buffer").isSameAs(known);
    }

    private void requireInUse() {
        assertThat(buffers.borrow()).as("somebody has the buffer").isNotSameAs(known);
    }

    private static void readAll(InputStream in, int atOnce) throws IOException {
        var to = new byte[atOnce];
        while (in.read(to, 0, atOnce) >= 0) {}
    }

    /** Reads as much as asked for, so that more is expected. */
    private static ResponseInput filled(Arriving arriving, BufferPool buffers) throws IOException {
        arriving.add(10);
        var in = new ResponseInput(arriving, buffers);
        assertThat(in.read(new byte[10], 0, 10)).isEqualTo(10);
        return in;
    }

    @Test
    void whatIsShortNeedsNoBuffer() throws IOException {
        var arriving = new Arriving();
        arriving.add(900);
        arriving.add(300);
        var in = new ResponseInput(arriving, buffers);

        assertThat(in.read(new byte[1_000], 0, 1_000)).isEqualTo(900);
        assertThat(in.read(new byte[1_000], 0, 1_000)).isEqualTo(300);
        assertThat(arriving.asked).containsExactly(1_000, 1_000);
    }

    @Test
    void whatFillsASmallReadIsFollowedByLargeOnes() throws IOException {
        var arriving = new Arriving();
        arriving.add(50_000);
        readAll(new ResponseInput(arriving, buffers), 1_000);

        assertThat(arriving.asked)
                .startsWith(
                        1_000, BufferPool.SIZE, BufferPool.SIZE, BufferPool.SIZE, BufferPool.SIZE);
    }

    @Test
    void whoWaitsForTheNextEventHoldsNoBuffer() throws IOException {
        buffers.giveBack(known);
        var arriving = new Arriving();
        ResponseInput in = filled(arriving, buffers);
        arriving.add(300);
        arriving.add(200);

        assertThat(in.read(new byte[100], 0, 100)).isEqualTo(100);
        requireInUse();
        assertThat(in.readNBytes(200)).hasSize(200);
        requireFree();
        assertThat(in.read(new byte[1_000], 0, 1_000)).isEqualTo(200);
        requireFree();
        assertThat(arriving.asked).containsExactly(10, BufferPool.SIZE, 1_000);
    }

    @Test
    void largePiecesAreExpectedUntilASmallOneCame() throws IOException {
        buffers.giveBack(known);
        var arriving = new Arriving();
        ResponseInput in = filled(arriving, buffers);
        arriving.add(5_000);
        arriving.add(100);

        assertThat(in.readNBytes(5_000)).hasSize(5_000);
        requireInUse();
        assertThat(in.readNBytes(100)).hasSize(100);
        requireFree();
        assertThat(arriving.asked).containsExactly(10, BufferPool.SIZE, BufferPool.SIZE);
    }

    @Test
    void theEndGivesTheBufferBack() throws IOException {
        buffers.giveBack(known);
        var arriving = new Arriving();
        ResponseInput in = filled(arriving, buffers);

        assertThat(in.read(new byte[10], 0, 10)).isEqualTo(-1);
        requireFree();
        assertThat(in.read()).isEqualTo(-1);
        assertThat(arriving.asked).containsExactly(10, BufferPool.SIZE, 1);
    }

    @Test
    void aReadThatTookTooLongLosesNothing() throws IOException {
        var arriving = new Arriving();
        ResponseInput in = filled(arriving, buffers);
        arriving.isLate = true;
        assertThatThrownBy(() -> in.read(new byte[10], 0, 10))
                .isInstanceOf(SocketTimeoutException.class);

        arriving.isLate = false;
        arriving.add(7);
        assertThat(in.read()).isEqualTo(7);
        assertThat(in.available()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverArrivesIsHandedOverInOrder(long seed) throws IOException {
        var random = new Random(seed);
        var arriving = new Arriving();
        var sent = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            var piece = new byte[1 + random.nextInt(random.nextBoolean() ? 40_000 : 400)];
            random.nextBytes(piece);
            arriving.pieces.add(piece);
            sent.writeBytes(piece);
        }
        var in = new ResponseInput(arriving, buffers);
        var got = new ByteArrayOutputStream();
        var to = new byte[20_000];
        int count = 0;
        while (count >= 0) {
            got.write(to, 0, count);
            count = in.read(to, 0, 1 + random.nextInt(random.nextBoolean() ? to.length : 1_000));
        }

        assertThat(got.toByteArray()).isEqualTo(sent.toByteArray());
    }
}
