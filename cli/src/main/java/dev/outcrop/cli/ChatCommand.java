package dev.outcrop.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code outcrop chat}: a conversation. */
@Command(
        name = "chat",
        description = {
            "Hold a conversation.",
            "On a terminal, /help lists what can be typed, and Ctrl-C stops an answer; without one,"
                    + " each line of stdin is a question."
        })
final class ChatCommand implements Callable<Integer> {
    private final Stage stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin CallOptions call = new CallOptions();

    ChatCommand(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var params = call.params();
        try (Connection connection = Connection.open(call.where, stage)) {
            var chat = connection.chat(call.model).system(call.system).params(params).open();
            var topic = new Topic(connection, params, chat);
            try (Lines lines = lines()) {
                return new Conversation(stage, call, topic, ErrorReport.of(stage, common))
                        .hold(lines)
                        .number();
            }
        }
    }

    private Lines lines() {
        Stdio stdio = stage.stdio();
        return stdio.inIsTerminal() && stdio.outIsTerminal()
                ? TypedLines.open(stage.interrupts(), common.color.on(true, stage.env()))
                : new PipedLines(stdio.in());
    }
}
