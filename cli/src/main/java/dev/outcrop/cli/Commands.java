package dev.outcrop.cli;

import dev.outcrop.cli.batch.BatchCommand;
import dev.outcrop.cli.command.AskCommand;
import dev.outcrop.cli.command.ChatCommand;
import dev.outcrop.cli.command.DoctorCommand;
import dev.outcrop.cli.command.LocalCommand;
import dev.outcrop.cli.command.ModelsCommand;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.OutputException;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.cli.terminal.StandardStream;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Assembles the commands, parses the arguments, runs one command, and reports errors. */
public final class Commands {
    private Commands() {}

    /** Runs one command; returns the exit code. */
    public static int run(String[] args, ProcessContext stage) {
        Stdio stdio = stage.stdio();
        // picocli hides why a write failed; so its help is printed here.
        var help = new StringWriter();
        CommandLine root = root(stage).setOut(new PrintWriter(help));
        try {
            int code = root.execute(CommandWord.first(args, root, stdio));
            stdio.out().print(help);
            return code == ExitCode.OK.number() ? ofOutput(stdio).number() : code;
        } catch (ReaderGoneException e) {
            return ExitCode.READER_GONE.number();
        } catch (OutputException e) {
            return unwritable(e, ErrorReport.of(stage, new CommonOptions())).number();
        }
    }

    /** A successful command has failed if its output was lost. */
    private static ExitCode ofOutput(Stdio stdio) {
        if (stdio.out().checkError()) {
            return ExitCode.READER_GONE;
        }
        boolean lost = stdio.err() instanceof StandardStream err && err.lostText();
        return lost ? ExitCode.OUTPUT : ExitCode.OK;
    }

    private static ExitCode unwritable(OutputException e, ErrorReport report) {
        report.print(e);
        return ExitCode.OUTPUT;
    }

    private static CommandLine root(ProcessContext stage) {
        var root =
                new CommandLine(new RootCommand())
                        .addSubcommand(new AskCommand(stage))
                        .addSubcommand(new ChatCommand(stage))
                        .addSubcommand(BatchCommand.of(stage))
                        .addSubcommand(new ModelsCommand(stage))
                        .addSubcommand(new DoctorCommand(stage))
                        .addSubcommand(new LocalCommand(stage))
                        .addSubcommand(new HelpCommand(stage))
                        .setErr(writer(stage.stdio().err()))
                        // A prompt may begin with @, which is not a file of arguments.
                        .setExpandAtFiles(false)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler((e, args) -> misunderstood(e, stage))
                        .setExecutionExceptionHandler(
                                (e, line, result) -> failed(e, result, stage));
        return root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private static int misunderstood(ParameterException e, ProcessContext stage) {
        CommandLine command = e.getCommandLine();
        ErrorReport report = ErrorReport.of(stage, CommonOptions.of(command));
        boolean root = command.getParent() == null;
        if (root
                && e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()) {
            report.print(CommandWord.unknown(unmatched));
        } else {
            String topic = root ? "" : " " + topic(command);
            report.print(new UsageException(sentence(e), "outcrop help" + topic));
        }
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, ParseResult result, ProcessContext stage) {
        List<CommandLine> commands = result.asCommandLineList();
        ErrorReport report =
                ErrorReport.of(stage, CommonOptions.of(commands.get(commands.size() - 1)));
        ExitCode code =
                switch (e) {
                    case CancelledException cancelled -> ExitCode.INTERRUPTED;
                    case ReaderGoneException gone -> ExitCode.READER_GONE;
                    case OutputException output -> unwritable(output, report);
                    case BedrockException bedrock -> {
                        report.print(bedrock);
                        yield ExitCode.of(bedrock);
                    }
                    case UsageException usage -> {
                        report.print(usage);
                        yield ExitCode.USAGE;
                    }
                    default -> {
                        report.printUnexpected(e);
                        yield ExitCode.FAILED;
                    }
                };
        return code.number();
    }

    /** Picocli's message, on one line. */
    private static String sentence(ParameterException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
    }

    /** The command below the root that a sub-command belongs to. */
    private static String topic(CommandLine command) {
        CommandLine above = command;
        while (above.getParent() != null && above.getParent().getParent() != null) {
            above = above.getParent();
        }
        return above.getCommandName();
    }
}
