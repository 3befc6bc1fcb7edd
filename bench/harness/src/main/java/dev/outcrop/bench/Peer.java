package dev.outcrop.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One connection of the stub: reads a request whole, and writes the answer piece by piece. */
final class Peer implements Comparable<Peer> {
    final SocketChannel channel;
    SelectionKey key;

    /** When the next piece is to be written, in nanoseconds. */
    long due;

    private ByteBuffer in = ByteBuffer.allocate(4_096);
    private Shape shape;
    private ByteBuffer out;
    private int next;

    Peer(SocketChannel channel) {
        this.channel = channel;
    }

    /** Reads what is there; false at the end. */
    boolean read() throws IOException {
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        return channel.read(in) >= 0;
    }

    /** Whether a request is whole, and no answer to it has begun. */
    boolean asked() {
        if (shape != null) {
            return false;
        }
        String text = new String(in.array(), 0, in.position(), ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = text.substring(0, end);
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
        int length = 0;
        if (at >= 0) {
            int line = head.indexOf('\r', at);
            length = Integer.parseInt(head.substring(at + 15, line < 0 ? end : line).strip());
        }
        if (in.position() < end + 4 + length) {
            return false;
        }
        int path = head.indexOf("/model/") + 7;
        shape = Shape.of(head.substring(path, head.indexOf(' ', path)));
        in.clear();
        next = 0;
        return true;
    }

    /** Whether there is more to be written of this answer. */
    boolean writing() {
        return shape != null;
    }

    /** Writes the next piece; false if the socket takes no more now. */
    boolean write() throws IOException {
        if (out == null) {
            out = ByteBuffer.wrap(shape.pause() < 0 ? shape.joined() : shape.pieces().get(next));
        }
        channel.write(out);
        if (out.hasRemaining()) {
            return false;
        }
        out = null;
        next++;
        if (shape.pause() < 0 || next == shape.pieces().size()) {
            shape = null;
        } else {
            due += shape.pause() * 1_000_000L;
        }
        return true;
    }

    @Override
    public int compareTo(Peer other) {
        return Long.compare(due - other.due, 0);
    }
}
