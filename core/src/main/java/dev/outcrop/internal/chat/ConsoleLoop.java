package dev.outcrop.internal.chat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.ControlCharacters;

import org.jspecify.annotations.Nullable;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/** A conversation in lines: reads a question, writes its answer, until the input ends. */
public final class ConsoleLoop {
    private static final Set<String> ENDS = Set.of("exit", "quit", "/exit", "/quit");
    private static final String QUOTES = "\"\"\"";

    private final ConsoleLines lines;
    private final EchoOutput echo;

    public ConsoleLoop(ConsoleLines lines, EchoOutput echo) {
        this.lines = lines;
        this.echo = echo;
    }

    /**
     * Continues until the input ends, or a line ends the conversation.
     *
     * @param ask sends a question
     */
    public void run(Function<String, AnswerStream> ask) {
        write("Type exit to leave; " + QUOTES + " begins and ends several lines.\n");
        for (String question = next(); question != null; question = next()) {
            if (!question.isBlank() && !answered(question, ask)) {
                return;
            }
        }
        write("\n");
    }

    /** Whether the conversation continues: not if the thread was interrupted. */
    private boolean answered(String question, Function<String, AnswerStream> ask) {
        try {
            echo.written(null, ask.apply(question));
        } catch (BedrockException e) {
            write(ControlCharacters.text("Error: " + e.getMessage()) + "\n");
        }
        return !Thread.currentThread().isInterrupted();
    }

    /** The next question; null at the end. */
    private @Nullable String next() {
        write("> ");
        String line = lines.next();
        if (line == null || ENDS.contains(line.strip())) {
            return null;
        }
        return line.strip().equals(QUOTES) ? several() : line;
    }

    private String several() {
        var text = new StringJoiner("\n");
        for (String line = lines.next();
                line != null && !line.strip().equals(QUOTES);
                line = lines.next()) {
            text.add(line);
        }
        return text.toString();
    }

    private void write(String text) {
        try {
            echo.out().append(text);
            if (echo.out() instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
