package dev.outcrop.cli.output;

import dev.outcrop.Reply;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;

import java.util.function.BooleanSupplier;

/** Prints the text of an answer to stdout as it arrives, and everything else to stderr. */
public final class TextOutput implements AnswerOutput {
    private final AnswerPrinter printer;
    private final EventNotes notes;
    private final BooleanSupplier ending;

    /**
     * @param ending whether a signal ends the process
     */
    public TextOutput(Stdio stdio, EventNotes notes, BooleanSupplier ending) {
        this.ending = ending;
        this.printer = new AnswerPrinter(stdio.out(), stdio.outIsTerminal());
        this.notes = notes;
    }

    @Override
    public void event(StreamEvent event) {
        if (event instanceof StreamEvent.TextDelta(int index, String text)) {
            notes.endThinking();
            printer.print(text);
        } else if (notes.prints(event)) {
            printer.breakOff(false);
            notes.event(event);
        }
    }

    @Override
    public void whole(Reply reply) {
        notes.thinking(reply.turn().reasoning());
        notes.endThinking();
        printer.print(reply.text());
    }

    @Override
    public void end(FinishedAnswer answer) {
        notes.endThinking();
        printer.end();
    }

    @Override
    public void broken(BedrockException failure) {
        notes.endThinking();
        printer.breakOff(ending.getAsBoolean());
    }
}
