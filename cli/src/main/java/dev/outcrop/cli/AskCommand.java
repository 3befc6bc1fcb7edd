package dev.outcrop.cli;

import dev.outcrop.Chat;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code outcrop ask}: one question, one answer. */
@Command(
        name = "ask",
        description = {
            "Ask one question.",
            "The answer goes to stdout, all else to stderr. Text that is piped in comes first, then"
                    + " PROMPT, then the files."
        })
final class AskCommand implements Callable<Integer> {
    private final Stage stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin CallOptions call = new CallOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Text to add to the prompt. May be given again.")
    List<Path> files = List.of();

    @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "The question.")
    List<String> prompt = List.of();

    AskCommand(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var params = call.params();
        String question = Prompt.of(stage.stdio(), prompt, files);
        try (Connection connection = Connection.open(call.where, stage)) {
            Chat chat = connection.chat(call.model).system(call.system).params(params).open();
            new Asker(stage, call).ask(chat, question).requireWhole();
            return ExitCode.OK.number();
        }
    }
}
