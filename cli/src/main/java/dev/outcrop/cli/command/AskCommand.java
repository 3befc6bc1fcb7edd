package dev.outcrop.cli.command;

import dev.outcrop.Chat;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.chat.QuestionRunner;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.PipedText;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Prompt;
import dev.outcrop.cli.terminal.UsageException;

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
            "The answer goes to stdout, everything else to stderr. The"
                    + " question consists of piped text, PROMPT and the files, in this"
                    + " order.",
            "With a PROMPT or a file, stdin is read only if data arrives"
                    + " within 2 seconds. The PROMPT - waits for stdin."
        })
public final class AskCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin CallOptions call = new CallOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Text file to add to the question. Can be repeated.")
    List<Path> files = List.of();

    @Option(
            names = {"-n", "--no-stdin"},
            description = "Do not read stdin.")
    boolean noStdin;

    @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "The question.")
    List<String> prompt = List.of();

    public AskCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var params = call.params();
        String question = question();
        try (BedrockConnection connection = BedrockConnection.open(call.where, stage)) {
            Chat chat = connection.chat(call.model).system(call.system).params(params).open();
            new QuestionRunner(stage, call).ask(chat, question).requireWhole();
            return ExitCode.OK.number();
        }
    }

    private String question() {
        List<String> words = prompt.stream().filter(word -> !word.equals(STDIN)).toList();
        boolean wait = words.size() < prompt.size();
        if (wait && noStdin) {
            throw new UsageException(
                    "The prompt - cannot be combined with -n.", "remove one of them");
        }
        return Prompt.of(piped(wait, words), words, files);
    }

    private String piped(boolean wait, List<String> words) {
        if (noStdin || (stage.stdio().inIsTerminal() && !wait)) {
            return "";
        }
        boolean enough = !files.isEmpty() || !words.stream().allMatch(String::isBlank);
        return enough && !wait ? PipedText.readIfSent(stage) : PipedText.await(stage);
    }
}
