package dev.outcrop.cli.command;

import dev.outcrop.Chat;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.chat.ChatLog;
import dev.outcrop.cli.chat.ChatSession;
import dev.outcrop.cli.chat.ChatSetup;
import dev.outcrop.cli.chat.CurrentChat;
import dev.outcrop.cli.chat.SlashCommand;
import dev.outcrop.cli.chat.SlashCompleter;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.ConfigFolder;
import dev.outcrop.cli.config.PromptFile;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.mcp.McpTools;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.InputLines;
import dev.outcrop.cli.terminal.PipedLines;
import dev.outcrop.cli.terminal.PrivateFile;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TerminalWidth;
import dev.outcrop.cli.terminal.TypedLines;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;

/** {@code outcrop chat}: a conversation. */
@Command(
        name = "chat",
        description = {
            "Start a conversation.",
            "On a terminal, /help lists the commands and Ctrl-C stops an"
                    + " answer. Otherwise, each line of stdin is a question."
        })
public final class ChatCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin CallOptions call = new CallOptions();

    @Option(names = "--pick", description = "Choose a stored conversation, and continue it.")
    boolean pick;

    public ChatCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        if (pick && (call.continued || call.conversation != null)) {
            throw new UsageException(
                    "--pick cannot be combined with -c or --cid.", "outcrop chat --pick");
        }
        Config config = Config.load(stage);
        PromptFile template = call.template == null ? null : PromptFile.load(stage, call.template);
        try (McpTools mcp = McpTools.open(call.tools, call.limits, stage);
                BedrockConnection connection =
                        BedrockConnection.open(call.where, call.limits, config, stage)) {
            try (InputLines lines = lines(connection, config)) {
                var setup =
                        new ChatSetup(
                                connection,
                                call,
                                config,
                                template,
                                stage,
                                lines.typed() ? lines::ask : null,
                                mcp.tools());
                var log = new ChatLog(stage, call, config);
                Chat continued =
                        pick
                                ? log.picked(lines, setup, connection)
                                : log.continued(call, setup, connection);
                if (pick && continued == null) {
                    return ExitCode.OK.number();
                }
                var current = new CurrentChat(setup, continued == null ? setup.open() : continued);
                boolean color = common.color.on(stage.stdio().errIsTerminal(), stage.env());
                IntSupplier columns = columns(lines);
                return new ChatSession(
                                stage,
                                call,
                                current,
                                log,
                                ErrorReport.of(stage, common, SlashCommand::of),
                                () -> AnswerForms.shown(stage, common, call, config, columns),
                                color)
                        .hold(lines)
                        .number();
            }
        }
    }

    private IntSupplier columns(InputLines lines) {
        return lines instanceof TypedLines typed ? typed::columns : TerminalWidth.following(stage);
    }

    private InputLines lines(BedrockConnection connection, Config config) {
        Stdio stdio = stage.stdio();
        if (!stdio.inIsTerminal() || !stdio.outIsTerminal()) {
            return new PipedLines(stdio.in());
        }
        boolean stored = !call.output.noLog && config.is(Setting.LOG, true);
        @Nullable Path history =
                stored ? PrivateFile.ready(ConfigFolder.data(stage).resolve("chat_history")) : null;
        return TypedLines.open(
                stage,
                common.color.on(true, stage.env()),
                history,
                new SlashCompleter(connection, stage.environment().home()));
    }
}
