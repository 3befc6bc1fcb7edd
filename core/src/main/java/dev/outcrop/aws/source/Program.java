package dev.outcrop.aws.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a program of the machine, and ends it with everything it started when interrupted. */
final class Program {
    private static final int MOST_BYTES = 64 << 10;

    private Program() {}

    /**
     * What it printed, cut at 64 KiB.
     *
     * @throws IOException if it cannot be run
     */
    static Output run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try {
            process.getOutputStream().close();
            FutureTask<byte[]> out = reading(process.getInputStream());
            FutureTask<byte[]> err = reading(process.getErrorStream());
            int status = process.waitFor();
            return new Output(status, out.get(), new String(err.get(), UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "Interrupted while a program was asked for credentials.", Facts.NONE, e);
        } catch (ExecutionException e) {
            throw new IOException("what the program printed cannot be read");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Reads to the end, so that the program can go on writing, and keeps the beginning. */
    private static FutureTask<byte[]> reading(InputStream stream) {
        var task =
                new FutureTask<>(
                        () -> {
                            try (stream) {
                                byte[] kept = stream.readNBytes(MOST_BYTES);
                                stream.transferTo(OutputStream.nullOutputStream());
                                return kept;
                            }
                        });
        Thread.ofPlatform().daemon().name("outcrop-program").start(task);
        return task;
    }

    /** How it ended, and what it said. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Output(int status, byte[] out, String err) {
        @Override
        public String toString() {
            return "Output[" + status + "]"; // the rest may be secret
        }
    }
}
