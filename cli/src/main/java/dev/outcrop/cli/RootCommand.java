package dev.outcrop.cli;

import dev.outcrop.cli.terminal.CommonOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code outcrop} without a command: its help, its version. */
@Command(
        name = "outcrop",
        addMethodSubcommands = false, // to look for some takes time on each start
        description = "Chat with Amazon Bedrock models.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footer = {
            "",
            "Without a command: a chat on a terminal, one question on a pipe.",
            "No AWS account?  outcrop ask --local \"Tell me three jokes about statisticians\""
        })
final class RootCommand implements Callable<Integer> {
    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    boolean version;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
