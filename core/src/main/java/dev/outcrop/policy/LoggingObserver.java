package dev.outcrop.policy;

import dev.outcrop.error.BedrockException;
import dev.outcrop.message.Turn;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Logs calls to a {@link System.Logger}: a line when a call begins and when it is sent (debug), is
 * retried (info), has ended (debug, or warning if it failed). Prompts and answers are logged only
 * with {@link #withContent}. Control characters are escaped, so that no text of a model can look
 * like a line of the log.
 */
final class LoggingObserver implements Observer {
    private static final int LONGEST = 100_000;

    private final System.Logger logger;
    private final boolean content;

    private LoggingObserver(System.Logger logger, boolean content) {
        this.logger = logger;
        this.content = content;
    }

    /** Returns an observer that logs to the given logger. */
    static LoggingObserver to(System.Logger logger) {
        return new LoggingObserver(logger, false);
    }

    /**
     * Returns this observer with prompts and answers: at level trace, at most 100,000 characters
     * each. They may be secret; keys and tokens are not part of them.
     */
    LoggingObserver withContent() {
        return new LoggingObserver(logger, true);
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
        logger.log(level, () -> escaped(name(call) + " " + end(how)));
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
                + (how.usage().known()
                        ? ", " + how.usage().input() + " + " + how.usage().output() + " tokens"
                        : "")
                + (how.usd() == null ? "" : ", " + how.usd().toPlainString() + " USD");
    }

    @Override
    public boolean wantsContent() {
        return content && logger.isLoggable(Level.TRACE);
    }

    @Override
    public void asked(Observer.Call call, String body) {
        logger.log(Level.TRACE, () -> escaped(name(call) + " asks: " + body));
    }

    @Override
    public void answered(Observer.Call call, Turn answer) {
        logger.log(Level.TRACE, () -> escaped(name(call) + " is answered: " + answer.text()));
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
