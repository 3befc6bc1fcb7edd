package dev.outcrop.cli.output;

import dev.outcrop.Reply;
import dev.outcrop.cli.markdown.MarkdownPrinter;
import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** Renders the Markdown of an answer on a terminal as it arrives. */
public final class MarkdownOutput implements AnswerOutput {
    private final PrintStream out;
    private final EventNotes notes;
    private final IntSupplier widths;
    private MarkdownPrinter markdown;

    public MarkdownOutput(PrintStream out, EventNotes notes, IntSupplier widths) {
        this.out = out;
        this.notes = notes;
        this.widths = widths;
        this.markdown = new MarkdownPrinter(widths);
    }

    @Override
    public void event(StreamEvent event) {
        if (event instanceof StreamEvent.TextDelta(int index, String text)) {
            notes.endThinking();
            write(markdown.next(text));
        } else if (notes.prints(event)) {
            finish();
            notes.event(event);
        }
    }

    @Override
    public void whole(Reply reply) {
        notes.thinking(reply.turn().reasoning());
        notes.endThinking();
        write(markdown.next(reply.text()));
    }

    @Override
    public void end(FinishedAnswer answer) {
        notes.endThinking();
        finish();
    }

    @Override
    public void broken(BedrockException failure) {
        notes.endThinking();
        finish();
    }

    private void finish() {
        write(markdown.end());
        markdown = new MarkdownPrinter(widths);
    }

    private void write(String text) {
        if (text.isEmpty()) {
            return;
        }
        out.print(text);
        if (out.checkError()) {
            throw new ReaderGoneException();
        }
    }
}
