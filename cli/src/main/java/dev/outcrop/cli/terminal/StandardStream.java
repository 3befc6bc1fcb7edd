package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Stdout or stderr. A plain {@link PrintStream} hides that a write failed, and why. Each print is
 * flushed.
 */
public final class StandardStream extends PrintStream {
    private final Sink sink;

    private StandardStream(Sink sink, Charset charset) {
        super(sink, true, charset);
        this.sink = sink;
    }

    /**
     * Returns a stream for answers. The first write that fails, and every later one, throws {@link
     * ReaderGoneException} or {@link OutputException}.
     */
    public static StandardStream out(OutputStream target, Charset charset) {
        return new StandardStream(new Sink(target, true), charset);
    }

    /** Returns a stream for notes. A failed write is recorded, and an answer continues. */
    public static StandardStream err(OutputStream target, Charset charset) {
        return new StandardStream(new Sink(target, false), charset);
    }

    /** Returns whether text was lost. */
    public boolean lostText() {
        IOException failure = sink.failure;
        return failure != null
                && !SystemErrors.isBrokenPipe(failure)
                && !SystemErrors.isBadDescriptor(failure);
    }

    private static final class Sink extends OutputStream {
        private final OutputStream target;
        private final boolean essential;
        private volatile @Nullable IOException failure;

        Sink(OutputStream target, boolean essential) {
            this.target = target;
            this.essential = essential;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            IOException broken = failure;
            if (broken == null) {
                try {
                    target.write(bytes, offset, length);
                    return;
                } catch (IOException e) {
                    failure = e;
                    broken = e;
                }
            }
            if (essential) {
                throw SystemErrors.isBrokenPipe(broken)
                        ? new ReaderGoneException()
                        : new OutputException(broken);
            }
        }
    }
}
