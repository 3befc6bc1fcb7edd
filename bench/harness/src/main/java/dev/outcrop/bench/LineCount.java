package dev.outcrop.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the lines of a file that grows; reads only what is new. For one thread. */
final class LineCount {
    private final Path file;
    private final ByteBuffer block = ByteBuffer.allocate(1 << 16);
    private long read;
    private long lines;

    LineCount(Path file) {
        this.file = file;
    }

    /** Returns how many there are now; 0 if there is no file yet. */
    long now() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel in = FileChannel.open(file)) {
            for (int count = in.read(block, read); count > 0; count = in.read(block, read)) {
                read += count;
                block.flip();
                while (block.hasRemaining()) {
                    lines += block.get() == '\n' ? 1 : 0;
                }
                block.clear();
            }
        }
        return lines;
    }
}
