package dev.outcrop.internal.regex;

import dev.outcrop.internal.LargeStack;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of a schema, matched in bounded time. */
public final class BoundedPattern {
    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns the Java expression for one of ECMAScript.
     *
     * @throws PatternSyntaxException if it is invalid, or Java has no equivalent
     */
    public static BoundedPattern of(String ecma) {
        return new BoundedPattern(EcmaPattern.compile(ecma));
    }

    /**
     * Whether it matches anywhere in a text.
     *
     * @throws MatchTooLongException if that takes too long
     */
    public boolean isIn(String text, MatchBudget budget) {
        try {
            return pattern.matcher(budget.at(text)).find();
        } catch (StackOverflowError e) {
            return LargeStack.run(() -> isInOnLargeStack(text, budget));
        }
    }

    private boolean isInOnLargeStack(String text, MatchBudget budget) {
        try {
            return pattern.matcher(budget.at(text)).find();
        } catch (StackOverflowError e) {
            throw new MatchTooLongException();
        }
    }
}
