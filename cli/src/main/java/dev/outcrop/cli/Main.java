package dev.outcrop.cli;

import dev.outcrop.cli.terminal.Arguments;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.OutputException;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.UsageException;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry point of the command. */
public final class Main {
    private Main() {}

    /** Runs the command with the process's own streams, and ends the process. */
    public static void main(String[] args) {
        ProcessContext stage = ProcessContext.ofProcess();
        var over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(stage, over)));
        int code = run(args, stage);
        over.countDown();
        // System.exit waits 300 ms for threads in native code, which includes threads that poll
        // sockets. Without it the JVM ends at once, because every non-daemon resource is closed.
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] args, ProcessContext stage) {
        try {
            Arguments.requireText(args);
        } catch (UsageException e) {
            ErrorReport.of(stage, new CommonOptions()).print(e);
            return ExitCode.USAGE.number();
        }
        return printsConstant(args, stage) ? ExitCode.OK.number() : Commands.run(args, stage);
    }

    /**
     * Prints the version or the help without the parser, which takes most of the time. Failures are
     * left to the parser, which reports what cannot be printed.
     */
    private static boolean printsConstant(String[] args, ProcessContext stage) {
        String text = args.length == 1 ? ConstantText.of(args[0]) : null;
        if (text == null) {
            return false;
        }
        try {
            stage.stdio().out().print(text);
            return true;
        } catch (OutputException | ReaderGoneException e) {
            return false;
        }
    }

    /**
     * Runs the command with these streams, none of which is a terminal.
     *
     * @return the exit code
     */
    public static int run(
            String[] args,
            Map<String, String> env,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        return Commands.run(args, ProcessContext.of(env, Stdio.of(in, out, err)));
    }

    /**
     * A signal ends the JVM while other threads are running. This ends an answer properly: call
     * stopped, line completed. The JVM itself then exits with 128 and the signal's number.
     */
    private static void stopInOrder(ProcessContext stage, CountDownLatch over) {
        if (!stage.interrupts().shutDown()) {
            return;
        }
        try {
            if (!over.await(2, TimeUnit.SECONDS)) {
                stage.stdio().err().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
