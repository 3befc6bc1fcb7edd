package dev.outcrop.internal.transport;

import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.framing.EventStreamReader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A stream without fault, and what must hold of it in whatever pieces it arrives. */
public final class RightStream {
    private final byte[] bytes;

    public RightStream(byte[] bytes) {
        this.bytes = bytes;
    }

    void assertReadWhole() throws IOException {
        assertRead(Pieces.whole(bytes), bytes.length);
    }

    void assertReadInPiecesOf(int size) throws IOException {
        assertRead(Pieces.of(size, bytes), bytes.length);
    }

    void assertReadSplitAt(int index) throws IOException {
        assertRead(Pieces.splitAt(index, bytes), bytes.length);
    }

    /** All whole frames are read; then the stream is truncated, or ends between frames. */
    public void assertCutAt(int length) throws IOException {
        assertRead(Pieces.whole(Arrays.copyOf(bytes, length)), length);
    }

    private void assertRead(InputStream in, int length) throws IOException {
        var reader = new EventStreamReader(in, EventStreamReader.DEFAULT_MAX_FRAME);
        int at = 0;
        while (at + frameLength(at) <= length) {
            if (!isFrameAt(at, reader.next()) || reader.offset() != at + frameLength(at)) {
                throw new AssertionError("not the frame at byte " + at);
            }
            at = Math.toIntExact(at + frameLength(at));
        }
        try {
            if (reader.next() != null || at != length) {
                throw new AssertionError("no end, or a clean one, at byte " + length);
            }
        } catch (StreamTruncatedException e) {
            if (at == length || !e.what().contains("ended at byte " + length + ",")) {
                throw new AssertionError("truncated at byte " + length, e);
            }
        }
    }

    /** Beyond the last frame, more than any array holds. */
    private long frameLength(int at) {
        return at < bytes.length ? ByteBuffer.wrap(bytes).getInt(at) : Integer.MAX_VALUE;
    }

    private boolean isFrameAt(int at, @Nullable EventFrame frame) {
        if (frame == null || frame.position() != at) {
            return false;
        }
        int payloadAt = at + 12 + ByteBuffer.wrap(bytes).getInt(at + 4);
        return Arrays.equals(
                frame.buffer(),
                frame.payloadOffset(),
                frame.payloadOffset() + frame.payloadLength(),
                bytes,
                payloadAt,
                (int) (at + frameLength(at) - 4));
    }
}
