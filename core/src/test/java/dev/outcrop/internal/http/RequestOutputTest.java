package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class RequestOutputTest {
    private final BufferPool buffers = new BufferPool();
    private final Sent sent = new Sent();
    private final RequestOutput out = new RequestOutput(sent, buffers, () -> {});

    private static final class Sent extends OutputStream {
        private final List<Integer> pieces = new ArrayList<>();
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private int flushed;

        @Override
        public void write(int value) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            pieces.add(length);
            all.write(from, offset, length);
        }

        @Override
        public void flush() {
            flushed = pieces.size();
        }
    }

    @Test
    void headAndBodyGoOutInOnePiece() throws IOException {
        out.write(new byte[700]);
        out.write('\n');
        out.write(new byte[900]);
        assertThat(sent.pieces).isEmpty();

        out.flush();
        assertThat(sent.pieces).containsExactly(1_601);
        assertThat(sent.flushed).isEqualTo(1);
    }

    @Test
    void whatIsLargeGoesOutAtOnceInPiecesAfterWhatWasBeforeIt() throws IOException {
        out.write(new byte[700]);
        out.write(new byte[100_000]);
        assertThat(sent.pieces).containsExactly(700, 65_536, 34_464);

        out.flush();
        assertThat(sent.pieces).hasSize(3);
    }

    @Test
    void whatHasGoneOutHoldsNoBuffer() throws IOException {
        byte[] known = buffers.borrow();
        buffers.giveBack(known);
        out.write(new byte[10]);
        assertThat(buffers.borrow()).isNotSameAs(known);

        out.flush();
        assertThat(buffers.borrow()).isSameAs(known);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsWrittenGoesOutInOrder(long seed) throws IOException {
        var random = new Random(seed);
        var written = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            var piece = new byte[random.nextInt(random.nextBoolean() ? 20_000 : 300)];
            random.nextBytes(piece);
            out.write(piece);
            written.writeBytes(piece);
            if (random.nextInt(20) == 0) {
                out.flush();
                assertThat(sent.all.size()).isEqualTo(written.size());
            }
        }
        out.flush();

        assertThat(sent.all.toByteArray()).isEqualTo(written.toByteArray());
        assertThat(sent.pieces).doesNotContain(0);
    }
}
