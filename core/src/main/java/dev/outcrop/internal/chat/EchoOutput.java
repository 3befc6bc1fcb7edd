package dev.outcrop.internal.chat;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.text.EchoPrinter;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.settings.Echo;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.util.regex.Pattern;

/**
 * What a chat echoes, and the output.
 *
 * @param width columns of a line; 0 for no wrapping
 * @param styled whether escape codes may be written
 */
public record EchoOutput(Echo what, Appendable out, int width, boolean styled) {
    private static final Pattern COLUMNS = Pattern.compile("[1-9]\\d{0,3}");
    private static final int USUAL_WIDTH = 80;

    public static final EchoOutput NONE = new EchoOutput(Echo.NONE, new StringBuilder(0), 0, false);

    public EchoOutput {
        if (width < 0) {
            throw new IllegalArgumentException("a width must not be negative: " + width);
        }
    }

    /** Returns an echo to {@code System.out}: wrapped and styled if it is a terminal. */
    @SuppressWarnings("SystemOut")
    public static EchoOutput standard(Echo what, Environment environment) {
        boolean terminal = isTerminal(System.console());
        String columns = environment.variable("COLUMNS");
        boolean known = columns != null && COLUMNS.matcher(columns).matches();
        int width = known ? Integer.parseInt(columns) : USUAL_WIDTH;
        boolean plain =
                environment.variable("NO_COLOR") != null
                        || "dumb".equals(environment.variable("TERM"));
        return new EchoOutput(what, System.out, terminal ? width : 0, terminal && !plain);
    }

    public boolean isSilent() {
        return what == Echo.NONE;
    }

    /** Reads the stream to its end, writes its events, and closes it. */
    public Answer written(@Nullable Message question, AnswerStream stream) {
        var printer = new EchoPrinter(out, width, styled, what == Echo.ALL);
        Answer answer;
        try (stream) {
            if (question != null) {
                printer.question(question.content());
            }
            for (StreamEvent event = stream.advance(); event != null; event = stream.advance()) {
                printer.event(event);
            }
            answer = stream.answer();
        } catch (Throwable e) {
            endAfter(e, printer);
            throw e;
        }
        printer.end();
        return answer;
    }

    /** Keeps the failure of the answer, even if the output then fails, too. */
    @SuppressWarnings("ReferenceEquality") // an exception must not suppress itself
    private static void endAfter(Throwable failure, EchoPrinter printer) {
        try {
            printer.end();
        } catch (Throwable e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }

    /** From Java 22 on there may be a console without a terminal; it reports that itself. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22, only a terminal has a console
        }
    }
}
