package dev.outcrop.internal.aws.credentials.process;

import dev.outcrop.internal.aws.credentials.process.ExternalProgram.Limits;
import dev.outcrop.internal.aws.credentials.process.ExternalProgram.Output;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One run of a program, on its own thread. Reads only bytes that have arrived: a child that keeps
 * an output open must not block the reader, because closing a stream does not end a blocking read.
 */
final class ExternalProgramRun {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final Limits limits;
    private final Predicate<byte[]> complete;

    ExternalProgramRun(Limits limits, Predicate<byte[]> complete) {
        this.limits = limits;
        this.complete = complete;
    }

    Output run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        String mark = ProcessFamily.mark(builder);
        Process process = builder.start();
        var family = new ProcessFamily(process, mark);
        try (var out = new ProgramOutput(process.getInputStream());
                var err = new ProgramOutput(process.getErrorStream())) {
            process.getOutputStream().close();
            // Without its monitor, the JDK closes a stream when the program ends. A child may still
            // be writing then; and a read could use a pipe that the JDK has just emptied.
            synchronized (out.stream()) {
                synchronized (err.stream()) {
                    return read(process, family, out, err);
                }
            }
        } finally {
            family.end();
        }
    }

    private Output read(Process process, ProcessFamily family, ProgramOutput out, ProgramOutput err)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + limits.time().toNanos();
        Duration pause = FIRST_PAUSE;
        boolean ended = false;
        while (true) {
            if (!ended && !process.isAlive()) {
                ended = true;
                until = System.nanoTime() + limits.grace().toNanos();
            }
            boolean more = err.readArrived();
            boolean moreOut = out.readArrived();
            boolean late = System.nanoTime() - until >= 0;
            if (ended && (late || isDone(process, out, moreOut, more))) {
                return new Output(process.exitValue(), out.bytes(), err.bytes());
            }
            if (late) {
                throw new ExternalProgram.TooSlow(limits.time());
            }
            if (!ended && (out.isTooMuch() || err.isTooMuch())) {
                throw new IOException("its program printed more than 16 MiB");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            family.look();
            if (more || moreOut) {
                pause = FIRST_PAUSE;
            } else {
                pause(process, pause);
                pause = longer(pause);
            }
        }
    }

    /** If a program ended with status 0, only its output counts, which may not be complete yet. */
    private boolean isDone(Process process, ProgramOutput out, boolean moreOut, boolean moreErr) {
        return !moreOut && (process.exitValue() == 0 ? complete.test(out.bytes()) : !moreErr);
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** Returns at once when the program ends. */
    private static void pause(Process process, Duration pause) throws InterruptedException {
        if (process.isAlive()) {
            process.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            LockSupport.parkNanos(pause.toNanos()); // the loop reacts to interruption
        }
    }
}
