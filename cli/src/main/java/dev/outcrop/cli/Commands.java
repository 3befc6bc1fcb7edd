package dev.outcrop.cli;

import dev.outcrop.cli.batch.BatchCommand;
import dev.outcrop.cli.command.AliasesCommand;
import dev.outcrop.cli.command.AskCommand;
import dev.outcrop.cli.command.ChatCommand;
import dev.outcrop.cli.command.CompletionCommand;
import dev.outcrop.cli.command.ConfigCommand;
import dev.outcrop.cli.command.DoctorCommand;
import dev.outcrop.cli.command.LocalCommand;
import dev.outcrop.cli.command.LogCommand;
import dev.outcrop.cli.command.McpCommand;
import dev.outcrop.cli.command.ModelsCommand;
import dev.outcrop.cli.command.TemplatesCommand;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.OutputException;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.cli.terminal.StandardStream;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TypedCommand;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Assembles the commands, parses the arguments, runs one command, and reports errors. */
public final class Commands {
    /** In the order of the help. */
    private static final Map<String, Function<ProcessContext, Object>> ALL = all();

    private static final String LOCAL = "local";

    private static final Set<String> ABOUT_OTHERS = Set.of("help", "completion");
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private Commands() {}

    /** Runs one command; returns the exit code. */
    public static int run(String[] args, ProcessContext stage) {
        Stdio stdio = stage.stdio();
        // picocli hides why a write failed; so its help is printed here.
        var help = new StringWriter();
        CommandLine root = root(args, stage).setOut(new PrintWriter(help));
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

    /**
     * Returns the commands that these arguments can mean: to read the definitions of all of them
     * takes longer than to run one.
     */
    private static Set<String> meant(String[] args) {
        String first = args.length == 0 ? "" : args[0];
        if (args.length == 1 && VERSION.contains(first)) {
            return Set.of();
        }
        if (first.contains(" ") && !first.startsWith("-")) {
            return Set.of(CommandWord.ASK);
        }
        boolean alone = ALL.containsKey(first) && !ABOUT_OTHERS.contains(first);
        return alone ? Set.of(first) : ALL.keySet();
    }

    private static boolean about(String[] args, String command) {
        return List.of(args).contains(command);
    }

    static CommandLine root(String[] args, ProcessContext stage) {
        var root = new CommandLine(new RootCommand());
        Set<String> meant = meant(args);
        // Its many options would cost each run of another command some time.
        boolean isLocal = meant.size() == 1 || about(args, LOCAL) || about(args, "completion");
        ALL.forEach(
                (name, command) -> {
                    if (meant.contains(name)) {
                        root.addSubcommand(
                                name.equals(LOCAL) && !isLocal
                                        ? LocalCommand.line(stage, false)
                                        : command.apply(stage));
                    }
                });
        root.setErr(writer(stage.stdio().err()))
                // A prompt may begin with @, which is not a file of arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> misunderstood(e, stage))
                .setExecutionExceptionHandler((e, line, result) -> failed(e, result, stage));
        return root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    private static Map<String, Function<ProcessContext, Object>> all() {
        var all = new LinkedHashMap<String, Function<ProcessContext, Object>>();
        all.put(CommandWord.ASK, AskCommand::new);
        all.put("chat", ChatCommand::new);
        all.put("batch", BatchCommand::of);
        all.put("log", LogCommand::new);
        all.put("models", ModelsCommand::new);
        all.put("aliases", AliasesCommand::new);
        all.put("templates", TemplatesCommand::new);
        all.put("config", ConfigCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put(LOCAL, stage -> LocalCommand.line(stage, true));
        all.put("mcp", McpCommand::new);
        all.put("completion", CompletionCommand::new);
        all.put("help", HelpCommand::new);
        return all;
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
            report.print(new UsageException(Misread.what(e), "outcrop help" + topic));
        }
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, ParseResult result, ProcessContext stage) {
        List<CommandLine> commands = result.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        ErrorReport report =
                ErrorReport.of(
                        stage,
                        CommonOptions.of(command),
                        TypedCommand.of(command.getCommandSpec())::with);
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
                        yield usage.code();
                    }
                    default -> {
                        report.printUnexpected(e);
                        yield ExitCode.FAILED;
                    }
                };
        return code.number();
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
