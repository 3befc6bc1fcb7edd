package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.UsageLine;
import dev.outcrop.error.BedrockException;

/** Sends questions and prints the answers. */
public final class QuestionRunner {
    private final ProcessContext stage;
    private final CallOptions options;

    public QuestionRunner(ProcessContext stage, CallOptions options) {
        this.stage = stage;
        this.options = options;
    }

    /**
     * Sends one question, and prints the answer to stdout.
     *
     * @throws BedrockException if there is no answer; the line on stdout is complete then
     * @throws ReaderGoneException if the output pipe was closed
     */
    public Reply ask(Chat chat, String question) {
        Stdio stdio = stage.stdio();
        var printer = new AnswerPrinter(stdio.out(), stdio.outIsTerminal());
        Reply reply = stage.interrupts().during(() -> answer(chat, question, printer));
        if (options.usage) {
            stdio.err().println(UsageLine.of(reply.usage(), chat.model().id()));
        }
        return reply;
    }

    private Reply answer(Chat chat, String question, AnswerPrinter printer) {
        try {
            Reply reply =
                    options.noStream
                            ? whole(chat, question, printer)
                            : stream(chat, question, printer);
            printer.end();
            return reply;
        } catch (BedrockException e) {
            printer.breakOff();
            throw e;
        }
    }

    private static Reply whole(Chat chat, String question, AnswerPrinter printer) {
        Reply reply = chat.ask(question);
        printer.print(reply.text());
        return reply;
    }

    private static Reply stream(Chat chat, String question, AnswerPrinter printer) {
        try (ReplyStream stream = chat.stream(question)) {
            for (String text : stream.text()) {
                printer.print(text);
            }
            return stream.reply();
        }
    }
}
