package dev.outcrop.cli.command;

import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.chat.ChatSession;
import dev.outcrop.cli.chat.CurrentChat;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.InputLines;
import dev.outcrop.cli.terminal.PipedLines;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TypedLines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

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

    public ChatCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var params = call.params();
        try (BedrockConnection connection = BedrockConnection.open(call.where, stage)) {
            var chat = connection.chat(call.model).system(call.system).params(params).open();
            var topic = new CurrentChat(connection, params, chat);
            try (InputLines lines = lines()) {
                return new ChatSession(stage, call, topic, ErrorReport.of(stage, common))
                        .hold(lines)
                        .number();
            }
        }
    }

    private InputLines lines() {
        Stdio stdio = stage.stdio();
        return stdio.inIsTerminal() && stdio.outIsTerminal()
                ? TypedLines.open(stage.interrupts(), common.color.on(true, stage.env()))
                : new PipedLines(stdio.in());
    }
}
