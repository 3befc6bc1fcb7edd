package dev.outcrop.internal.text;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints an answer as it arrives: text wrapped to a width, thinking behind a bar, tool calls and
 * their results shortened. For one answer and one thread.
 */
public final class EchoPrinter {
    private static final int USUAL_WIDTH = 80;
    private static final int CALL_LIMIT = 2_000;
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final Appendable out;
    private final boolean styled;
    private final boolean all;
    private final int lineLimit;
    private final WordWrap wrap;
    private final Map<Integer, StringBuilder> calls = new HashMap<>();
    private boolean carriageReturn;
    private boolean thinking;

    /**
     * @param width the columns of a line; 0 for no wrapping
     * @param styled whether escape codes may be written
     * @param all whether the question is written, too
     */
    public EchoPrinter(Appendable out, int width, boolean styled, boolean all) {
        this.out = out;
        this.styled = styled;
        this.all = all;
        this.lineLimit = Math.max(10, (width == 0 ? USUAL_WIDTH : width) - 7);
        this.wrap = new WordWrap(width);
    }

    /** Prints the question. */
    public void question(List<Content> content) {
        if (all) {
            wrap.prefix("> ");
            write(wrap.next(ControlCharacters.text(BlockText.flat(content))));
            endLine();
            wrap.prefix("");
        }
    }

    /** Prints an event. */
    public void event(StreamEvent event) {
        switch (event) {
            case StreamEvent.TextDelta delta -> said(delta.text(), false);
            case StreamEvent.ReasoningDelta delta -> said(delta.text(), true);
            case StreamEvent.BlockStart start -> begin(start);
            case StreamEvent.ToolUseDelta delta -> more(delta);
            case StreamEvent.BlockStop stop -> call(calls.remove(stop.index()));
            case StreamEvent.ToolResultDelta delta -> result(delta.content(), false);
            case StreamEvent.Restarted ignored -> note("[the answer starts again]");
            case StreamEvent.ToolReturned(var call, var result, var took) ->
                    result(result.content(), result.isError());
            case StreamEvent.ToolProgress progress -> progress(progress);
            case StreamEvent.FellBack fellBack -> note("[calling " + fellBack.modelId() + "]");
            case StreamEvent.MessageStart ignored -> {}
            case StreamEvent.CitationDelta ignored -> {}
            case StreamEvent.ImageDelta ignored -> {}
            case StreamEvent.UnknownDelta ignored -> {}
            case StreamEvent.MessageStop ignored -> {}
            case StreamEvent.Metadata ignored -> {}
            case StreamEvent.Retrying ignored -> {}
            case StreamEvent.ToolRequested ignored -> {} // written when its block was whole
            case StreamEvent.Unknown ignored -> {}
        }
        flush();
    }

    private void progress(StreamEvent.ToolProgress progress) {
        Double fraction = progress.fraction();
        String percent = fraction == null ? "" : Math.round(fraction * 100) + "% ";
        note("  .. " + Ellipsis.line(percent + progress.message(), lineLimit));
    }

    /** Prints the result of a tool. */
    public void result(List<Content> content, boolean error) {
        String mark = error ? "  !> " : "  => ";
        for (String line : Ellipsis.lines(BlockText.flat(content), lineLimit)) {
            note(mark + line);
        }
    }

    /** Ends the output, whether the answer is complete or not. */
    public void end() {
        think(false);
        endLine();
        flush();
    }

    private void said(@Nullable String text, boolean thought) {
        if (text != null && !text.isEmpty()) {
            think(thought);
            write(wrap.next(harmless(text)));
        }
    }

    /**
     * A carriage return ends a line; a line feed after it, even in a later piece, does not end
     * another.
     */
    private String harmless(String text) {
        String rest = carriageReturn && text.startsWith("\n") ? text.substring(1) : text;
        carriageReturn = text.endsWith("\r");
        return ControlCharacters.text(rest);
    }

    private void think(boolean thought) {
        if (thought == thinking) {
            return;
        }
        endLine();
        thinking = thought;
        wrap.prefix(thought ? "| " : "");
        if (styled) {
            write(thought ? DIM : PLAIN);
        }
    }

    private void begin(StreamEvent.BlockStart start) {
        if (start.kind().equals("toolUse")) {
            String name = start.start().string("name");
            calls.put(start.index(), new StringBuilder(name == null ? "" : name).append('('));
        } else if (start.kind().equals("image")) {
            note("[image]");
        }
    }

    private void more(StreamEvent.ToolUseDelta delta) {
        StringBuilder call = calls.get(delta.index());
        if (call != null && call.length() < CALL_LIMIT) {
            call.append(delta.input());
        }
    }

    private void call(@Nullable StringBuilder call) {
        if (call != null) {
            note("* " + Ellipsis.line(call.append(')').toString(), lineLimit));
        }
    }

    /** Prints a separate line. */
    private void note(String line) {
        think(false);
        endLine();
        String safe = ControlCharacters.text(line);
        write(styled ? DIM + safe + PLAIN + "\n" : safe + "\n");
    }

    private void endLine() {
        write(wrap.end());
        if (!wrap.atLineStart()) {
            write(wrap.next("\n"));
        }
    }

    private void write(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        if (out instanceof Flushable flushable) {
            try {
                flushable.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
