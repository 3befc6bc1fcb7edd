package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Text that is piped into a question. */
public final class PipedText {
    /** Long enough for a program that starts at the same time, such as {@code git diff}. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final String NAME = "stdin";

    private PipedText() {}

    /** Reads stdin to its end, without a time limit. */
    public static String await(ProcessContext stage) {
        return Prompt.read(stage.stdio().in(), NAME);
    }

    /**
     * Reads stdin to its end if data arrives in time. Schedulers and programs often leave a pipe
     * open that never gets any; then a note is printed, and the text is empty.
     */
    public static String readIfSent(ProcessContext stage) {
        InputStream in = stage.stdio().in();
        try {
            if (in.available() > 0) {
                return await(stage);
            }
        } catch (IOException e) {
            // Reading reports the error.
        }
        try {
            int first = firstByte(in).get(stage.stdinGrace().toMillis(), TimeUnit.MILLISECONDS);
            if (first < 0) {
                return "";
            }
            var begin = new ByteArrayInputStream(new byte[] {(byte) first});
            return Prompt.read(new SequenceInputStream(begin, in), NAME);
        } catch (TimeoutException e) {
            note(stage);
            return "";
        } catch (ExecutionException e) {
            return withoutStdin(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * A read of a pipe cannot be cancelled, so the thread remains; it does not keep the JVM alive.
     */
    private static CompletableFuture<Integer> firstByte(InputStream in) {
        var first = new CompletableFuture<Integer>();
        Thread.ofPlatform()
                .daemon()
                .name("outcrop-stdin")
                .start(
                        () -> {
                            try {
                                first.complete(in.read());
                            } catch (IOException | RuntimeException e) {
                                first.completeExceptionally(e);
                            }
                        });
        return first;
    }

    /** The tool nohup provides a stdin that cannot be read. */
    private static String withoutStdin(@Nullable Throwable e) {
        if (e instanceof IOException failure && SystemErrors.isBadDescriptor(failure)) {
            return "";
        }
        throw Prompt.unreadable(NAME, e == null ? null : e.getMessage());
    }

    private static void note(ProcessContext stage) {
        stage.stdio()
                .err()
                .println(
                        "note: no data on stdin within "
                                + stage.stdinGrace().toSeconds()
                                + " s; stdin was not read. Use -n to skip it, or"
                                + " - as the prompt to wait for it.");
    }
}
