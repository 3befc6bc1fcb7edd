package dev.outcrop.cli;

import dev.outcrop.cli.command.HelpTopics;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code outcrop help}: help about a command or a topic. */
@Command(
        name = "help",
        description = "Show help for a command or a topic.",
        footer = {
            "",
            "Topics:",
            "  exit-codes    the exit codes",
            "  json          the JSON schema of --json and --ndjson",
            "  iam           the smallest IAM policy for a model; with -m MODEL",
            "  tools         tools for --tool"
        })
final class HelpCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            description = "Model of the topic iam.")
    @Nullable String model;

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "A command or a topic.")
    @Nullable String topic;

    HelpCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec.commandLine().getParent());
        CommandLine about = topic == null ? root : root.getSubcommands().get(topic);
        String text = topic == null ? null : HelpTopics.text(topic, model);
        if (about != null) {
            stage.stdio().out().print(about.getUsageMessage());
        } else if (text != null) {
            stage.stdio().out().print(text);
        } else {
            throw new UsageException("No help topic \"" + topic + "\".", "outcrop help");
        }
        stage.stdio().out().flush();
        return ExitCode.OK.number();
    }
}
