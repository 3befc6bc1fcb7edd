package dev.outcrop.policy;

import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Logs calls and tools to a {@link System.Logger}: a line when a call begins and when it is sent
 * (debug), is retried (info), has ended (debug, or warning if it failed); when a tool is requested,
 * decided about and has ended (debug, or warning if it failed); when another model is called in
 * place of one that failed (info). Prompts, answers, and the input and results of tools are logged
 * only with {@link #withContent}. Control characters are escaped, so that no text of a model can
 * look like a line of the log.
 */
final class LoggingObserver implements Observer {
    private static final int LONGEST = 100_000;

    /** The name of a tool comes from the model, and may be of any length. */
    private static final int LONGEST_NAME = 100;

    private final System.Logger logger;
    private final @Nullable UnaryOperator<String> redaction;

    /**
     * @param redaction of content; null for none of it
     */
    private LoggingObserver(System.Logger logger, @Nullable UnaryOperator<String> redaction) {
        this.logger = logger;
        this.redaction = redaction;
    }

    /** Returns an observer that logs to the given logger. */
    static LoggingObserver to(System.Logger logger) {
        return new LoggingObserver(logger, null);
    }

    /**
     * Returns this observer with prompts and answers: at level trace, at most 100,000 characters
     * each. They may be secret; keys and tokens are not part of them.
     */
    LoggingObserver withContent() {
        return withContent(UnaryOperator.identity());
    }

    /** Returns this observer with content, as the function returns it. */
    LoggingObserver withContent(UnaryOperator<String> redaction) {
        return new LoggingObserver(logger, Objects.requireNonNull(redaction, "redaction"));
    }

    @Override
    public void started(Observer.Call call) {
        logger.log(Level.DEBUG, () -> escaped(name(call) + " begins"));
    }

    @Override
    public void attempt(Observer.Call call, int number) {
        logger.log(Level.DEBUG, () -> escaped(name(call) + " is sent, try " + number));
    }

    @Override
    public void retrying(
            Observer.Call call, int nextAttempt, Duration wait, BedrockException failure) {
        logger.log(
                Level.INFO,
                () ->
                        escaped(
                                name(call)
                                        + " is tried again in "
                                        + wait.toMillis()
                                        + " ms, try "
                                        + nextAttempt
                                        + ": "
                                        + failure.getMessage()));
    }

    @Override
    public void firstDelta(Observer.Call call, Duration sinceStart) {
        logger.log(
                Level.DEBUG,
                () -> escaped(name(call) + " answers after " + sinceStart.toMillis() + " ms"));
    }

    @Override
    public void ended(Observer.Call call, Ended how) {
        Level level = how.outcome() == Outcome.FAILED ? Level.WARNING : Level.DEBUG;
        logger.log(level, () -> escaped(name(call) + " " + end(how) + tags(call.tags())));
    }

    private static String end(Ended how) {
        String what =
                switch (how.outcome()) {
                    case DONE -> "is done: " + how.stopReason();
                    case CANCELLED -> "was cancelled";
                    case FAILED ->
                            "failed: "
                                    + (how.failure() == null
                                            ? "by an error of the program"
                                            : how.failure().getMessage());
                };
        return what
                + ", "
                + how.took().toMillis()
                + " ms, "
                + how.attempts()
                + (how.attempts() == 1 ? " try, " : " tries, ")
                + how.events()
                + " events"
                + tokens(how.usage())
                + (how.usd() == null ? "" : ", " + how.usd().toPlainString() + " USD");
    }

    @Override
    public boolean wantsContent() {
        return redaction != null && logger.isLoggable(Level.TRACE);
    }

    @Override
    public void asked(Observer.Call call, String body) {
        content(() -> name(call) + " asks: ", () -> body);
    }

    @Override
    public void answered(Observer.Call call, Turn answer) {
        content(() -> name(call) + " is answered: ", answer::text);
    }

    @Override
    public void toolInput(ToolCall tool, Json input) {
        content(() -> name(tool) + " has the input: ", input::toString);
    }

    @Override
    public void toolResult(ToolCall tool, Content.ToolResult result) {
        content(() -> name(tool) + " has the result: ", () -> result.content().toString());
    }

    private void content(Supplier<String> what, Supplier<String> text) {
        UnaryOperator<String> shown = redaction;
        if (shown != null) {
            logger.log(
                    Level.TRACE,
                    () -> {
                        String whole = shown.apply(text.get());
                        String part = whole.substring(0, Math.min(whole.length(), LONGEST));
                        return escaped(what.get() + part);
                    });
        }
    }

    @Override
    public void fellBack(
            @Nullable Question question, String from, String to, BedrockException why) {
        logger.log(
                Level.INFO,
                () -> escaped(from + " gave no answer, calls " + to + ": " + why.getMessage()));
    }

    @Override
    public void toolRequested(ToolCall tool) {
        logger.log(Level.DEBUG, () -> escaped(name(tool) + " is requested"));
    }

    @Override
    public void toolDecided(ToolCall tool, boolean allowed, Duration took) {
        logger.log(
                Level.DEBUG,
                () ->
                        escaped(
                                name(tool)
                                        + (allowed ? " is approved after " : " is refused after ")
                                        + took.toMillis()
                                        + " ms"));
    }

    @Override
    public void toolEnded(ToolCall tool, ToolEnded how) {
        boolean failed =
                how.outcome() == ToolOutcome.FAILED || how.outcome() == ToolOutcome.TIMED_OUT;
        logger.log(
                failed ? Level.WARNING : Level.DEBUG,
                () -> escaped(name(tool) + " " + end(how) + ", " + how.took().toMillis() + " ms"));
    }

    /** Without the message of a failure: it may contain content. */
    private static String end(ToolEnded how) {
        return switch (how.outcome()) {
            case RETURNED -> "is done";
            case FAILED -> "failed" + by(how.failure());
            case TIMED_OUT -> "was stopped at its time limit";
            case CANCELLED -> "was cancelled";
            case REJECTED -> "was rejected";
            case UNKNOWN_TOOL -> "is unknown";
            case BAD_INPUT -> "was called with invalid input";
        };
    }

    private static String by(@Nullable Throwable failure) {
        return failure == null ? "" : " with " + failure.getClass().getName();
    }

    @Override
    public void questionEnded(Question question, QuestionEnded how) {
        logger.log(
                Level.DEBUG,
                () ->
                        escaped(
                                question
                                        + " ended: "
                                        + how.outcome()
                                        + ", "
                                        + how.took().toMillis()
                                        + " ms, "
                                        + how.calls()
                                        + (how.calls() == 1 ? " call, " : " calls, ")
                                        + how.tools()
                                        + (how.tools() == 1 ? " tool" : " tools")
                                        + tokens(how.usage())
                                        + tags(question.tags())));
    }

    private static String tokens(Usage usage) {
        boolean cached = usage.cacheRead() > 0 || usage.cacheWrite() > 0;
        return (usage.known() ? ", " + usage.input() + " + " + usage.output() + " tokens" : "")
                + (cached
                        ? ", cache: "
                                + usage.cacheRead()
                                + " read, "
                                + usage.cacheWrite()
                                + " written"
                        : "");
    }

    private static String tags(Map<String, String> tags) {
        return tags.isEmpty() ? "" : ", " + new TreeMap<>(tags);
    }

    private static String name(ToolCall tool) {
        String name = tool.name();
        return "tool " + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
    }

    private static String name(Observer.Call call) {
        return call.operation() + " " + call.modelId();
    }

    /** Escapes control characters, and those that change the direction of text, as \\uXXXX. */
    private static String escaped(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < LONGEST; i++) {
            char c = text.charAt(i);
            int kind = Character.getType(c);
            boolean unfit =
                    Character.isISOControl(c)
                            || kind == Character.FORMAT
                            || kind == Character.LINE_SEPARATOR
                            || kind == Character.PARAGRAPH_SEPARATOR;
            if (unfit) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
