package dev.outcrop.cli;

import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code outcrop help}: help about a command, or the exit codes. */
@Command(name = "help", description = "Show help for a command, or the exit codes.")
final class HelpCommand implements Callable<Integer> {
    private static final String EXIT_CODES = "exit-codes";

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..1",
            description = "ask, chat, models, doctor, local, or " + EXIT_CODES + ".")
    @Nullable String topic;

    HelpCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec.commandLine().getParent());
        CommandLine about = topic == null ? root : root.getSubcommands().get(topic);
        if (about != null) {
            stage.stdio().out().print(about.getUsageMessage());
        } else if (EXIT_CODES.equals(topic)) {
            stage.stdio().out().print(ExitCode.table());
        } else {
            throw new UsageException(
                    "No help topic \"" + topic + "\".",
                    "outcrop help  or  outcrop help exit-codes");
        }
        stage.stdio().out().flush();
        return ExitCode.OK.number();
    }
}
