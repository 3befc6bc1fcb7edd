package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

/** {@code outcrop batch}: many records at once. */
@Command(name = "batch", description = "Ask for many records, in a run that can be resumed.")
public final class BatchCommand implements Callable<Integer> {
    @Mixin CommonOptions common = new CommonOptions();

    private BatchCommand() {}

    /** Returns the command with its sub-commands. */
    public static CommandLine of(ProcessContext stage) {
        return new CommandLine(new BatchCommand())
                .addSubcommand(new RunCommand(stage))
                .addSubcommand(new SubmitCommand(stage))
                .addSubcommand(new StatusCommand(stage))
                .addSubcommand(new FetchCommand(stage))
                .addSubcommand(new StatusCommand.Cancel(stage))
                .addSubcommand(new PrepareCommand(stage))
                .addSubcommand(new JoinCommand(stage));
    }

    /** A part of a command that reads and writes files. */
    interface FileTask {
        int run() throws IOException;
    }

    /** Runs a task that Ctrl-C can stop. */
    static int interruptible(ProcessContext stage, FileTask task) {
        return stage.interrupts()
                .during(
                        () -> {
                            try {
                                return task.run();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    @Override
    public Integer call() {
        throw new UsageException("Missing action of outcrop batch.", "outcrop batch run FILE");
    }
}
