package dev.outcrop.cli.output;

import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;

import java.io.PrintStream;

/** Prints to stderr what is not the answer: thinking, tool calls and results, changes of model. */
public final class EventNotes {
    private static final int LONGEST = 160;

    private final PrintStream err;
    private final boolean color;
    private final boolean thinking;
    private final TerminalText filter = new TerminalText();
    private boolean inThinking;
    private boolean atLineStart = true;

    /**
     * @param thinking whether to print the model's thinking
     */
    public EventNotes(PrintStream err, boolean color, boolean thinking) {
        this.err = err;
        this.color = color;
        this.thinking = thinking;
    }

    /** Returns whether an event is printed. */
    boolean prints(StreamEvent event) {
        return switch (event) {
            case StreamEvent.ReasoningDelta delta ->
                    thinking && (delta.text() != null || delta.redacted() != null);
            case StreamEvent.ToolRequested ignored -> true;
            case StreamEvent.ToolReturned ignored -> true;
            case StreamEvent.FellBack ignored -> true;
            case StreamEvent.Restarted ignored -> true;
            default -> false;
        };
    }

    void event(StreamEvent event) {
        switch (event) {
            case StreamEvent.ReasoningDelta delta ->
                    thinking(
                            delta.text() == null ? "[thinking hidden by the model]" : delta.text());
            case StreamEvent.ToolRequested(Content.ToolUse call) ->
                    line("tool " + call.name() + "(" + shown(call.input().toString()) + ")");
            case StreamEvent.ToolReturned returned ->
                    line(
                            (returned.result().isError() ? "tool failed: " : "result: ")
                                    + shown(resultText(returned.result())));
            case StreamEvent.FellBack(String modelId, String why) ->
                    line("note: " + modelId + " answers instead: " + why);
            case StreamEvent.Restarted restarted ->
                    line("note: the answer begins again: " + restarted.why());
            default -> {}
        }
    }

    /** Returns the text of a tool's result. */
    static String resultText(Content.ToolResult result) {
        var text = new StringBuilder();
        for (Content block : result.content()) {
            switch (block) {
                case Content.Text words -> text.append(words.text());
                case Content.JsonValue value -> text.append(value.json());
                default -> text.append('[').append(block.getClass().getSimpleName()).append(']');
            }
        }
        return text.toString();
    }

    void thinking(String text) {
        if (!thinking || text.isEmpty()) {
            return;
        }
        String safe = filter.next(text);
        err.print((color && !inThinking ? "\033[2m" : "") + safe);
        err.flush();
        inThinking = true;
        atLineStart = safe.endsWith("\n");
    }

    /** Ends the lines of thinking. */
    void endThinking() {
        if (inThinking) {
            err.print(filter.end() + (color ? "\033[0m" : "") + (atLineStart ? "\n" : "\n\n"));
            err.flush();
            inThinking = false;
        }
    }

    private void line(String text) {
        endThinking();
        String safe = TerminalText.harmless(text.replaceAll("\\s+", " "));
        err.println(color ? "\033[2m" + safe + "\033[0m" : safe);
        err.flush();
    }

    private static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }
}
