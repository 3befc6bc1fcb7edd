package dev.outcrop.cli.output;

import dev.outcrop.Reply;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;

/** Prints the first code block of an answer, or all of it if it has none. */
public final class CodeOutput implements AnswerOutput {
    private final AnswerPrinter printer;

    public CodeOutput(Stdio stdio) {
        this.printer = new AnswerPrinter(stdio.out(), stdio.outIsTerminal());
    }

    @Override
    public void event(StreamEvent event) {}

    @Override
    public void whole(Reply reply) {}

    @Override
    public void end(FinishedAnswer answer) {
        String code = FencedCode.first(answer.reply().text());
        printer.print(code.endsWith("\n") ? code.substring(0, code.length() - 1) : code);
        printer.end();
    }

    @Override
    public void broken(BedrockException failure) {}
}
