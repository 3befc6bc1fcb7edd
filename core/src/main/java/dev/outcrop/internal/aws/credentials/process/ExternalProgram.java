package dev.outcrop.internal.aws.credentials.process;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

/**
 * Runs a program of this machine and returns its output. When {@link #run} returns or throws, the
 * program and every process that it started have ended.
 */
public final class ExternalProgram {
    /** The maximum time for ending the processes. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(5);

    private ExternalProgram() {}

    /**
     * Time limits of a program.
     *
     * @param time from its start to its end
     * @param grace how long to wait for the rest of its output after it ended with status 0: a
     *     child may print it
     */
    public record Limits(Duration time, Duration grace) {
        /**
         * Shorter than callers wait for credentials, so that they get an error about the program.
         */
        public static final Limits STANDARD =
                new Limits(Duration.ofSeconds(55), Duration.ofMillis(500));
    }

    /** The output of a program, and its exit status. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Output(int status, byte[] out, byte[] err) {
        @Override
        public String toString() {
            return "Output[" + status + "]"; // the rest may be secret
        }
    }

    /** Thrown when the program did not end in time. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;

        TooSlow(Duration limit) {
            super("its program did not end within " + limit.toMillis() / 1000.0 + " s");
        }
    }

    /**
     * Runs a program with an empty input. Blocks; reacts to interruption.
     *
     * @param complete whether the output is complete
     * @return each output truncated at 64 KiB
     * @throws TooSlow if it does not end in time
     * @throws IOException if it cannot be run, or prints more than 16 MiB
     * @throws CancelledException if the thread is interrupted
     */
    static Output run(List<String> command, Limits limits, Predicate<byte[]> complete)
            throws IOException {
        var task = new FutureTask<>(() -> new ExternalProgramRun(limits, complete).run(command));
        // The caller may be a virtual thread, which a monitor would pin to its carrier.
        Thread thread = Thread.ofPlatform().daemon().name("outcrop-program").start(task);
        try {
            thread.join();
            return task.get();
        } catch (InterruptedException e) {
            end(thread);
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "Interrupted while waiting for a credentials program.", ErrorDetails.NONE, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("the output of its program cannot be read", e.getCause());
        }
    }

    /** Waits until the processes have ended; another interrupt waits for that, too. */
    private static void end(Thread thread) {
        long until = System.nanoTime() + CLEAN_UP.toNanos();
        thread.interrupt();
        while (thread.isAlive() && System.nanoTime() < until) {
            try {
                thread.join(Duration.ofMillis(100));
            } catch (InterruptedException e) {
                // The caller of this method restores the interrupt.
            }
        }
    }
}
