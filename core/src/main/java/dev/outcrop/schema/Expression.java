package dev.outcrop.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of a schema, matched in bounded time. */
final class Expression {
    private final Pattern pattern;

    private Expression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns the Java expression for one of ECMAScript.
     *
     * @throws PatternSyntaxException if it is invalid, or Java has no equivalent
     */
    static Expression of(String ecma) {
        return new Expression(EcmaPattern.compile(ecma));
    }

    /**
     * Whether it matches anywhere in a text.
     *
     * @throws Patience if that takes too long
     */
    boolean isIn(String text, Looks looks) {
        try {
            return pattern.matcher(looks.at(text)).find();
        } catch (StackOverflowError e) {
            return Deep.onLargeStack(() -> isInOnLargeStack(text, looks));
        }
    }

    private boolean isInOnLargeStack(String text, Looks looks) {
        try {
            return pattern.matcher(looks.at(text)).find();
        } catch (StackOverflowError e) {
            throw new Patience();
        }
    }

    /** Thrown out of a match that has exceeded its number of steps. */
    static final class Patience extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Patience() {
            super("", null, false, false);
        }
    }
}
