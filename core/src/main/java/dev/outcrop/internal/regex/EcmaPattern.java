package dev.outcrop.internal.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates a regular expression of ECMAScript, with the flag {@code u}, to Java's. Escaped
 * punctuation, single braces or brackets, and a dash beside a set, which are errors with the flag,
 * are literal, as without it. Syntax with another meaning in Java, or without an equivalent, is
 * rejected.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-patterns">ECMA-262, Patterns</a>
 */
final class EcmaPattern {
    private static final String ANY = "[\\x{0}-\\x{10FFFF}]";
    private static final String NONE = "(?:(?!))";
    private static final String NO_LINE_END = "[^\\n\\r\\x{2028}\\x{2029}]";
    private static final String WORD = "[A-Za-z0-9_]";
    private static final String BOUNDARY =
            "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
    private static final String NO_BOUNDARY =
            "(?:(?<=" + WORD + ")(?=" + WORD + ")|(?<!" + WORD + ")(?!" + WORD + "))";

    /** Always true; its character makes Java match by code points, wherever a match starts. */
    private static final String BY_CODE_POINTS = "(?!\uDBFF\uDFFF(?!))";

    private static final int DEEPEST = 200;
    private static final int LONGEST = 20_000;
    private static final long MOST_REPEATS = 1_000_000;

    private final EcmaScanner in;
    private final StringBuilder out = new StringBuilder();
    private final EcmaGroups groups;
    private int group;
    private int depth;
    private int behind;

    private EcmaPattern(String text) {
        this.in = new EcmaScanner(text);
        this.groups = new EcmaGroups(in);
    }

    /**
     * Returns the expression for Java's {@link java.util.regex.Matcher#find()}.
     *
     * @throws PatternSyntaxException if it is invalid, or cannot be translated
     */
    static Pattern compile(String text) {
        return Pattern.compile(translated(text));
    }

    static String translated(String text) {
        var pattern = new EcmaPattern(text);
        if (text.length() > LONGEST) {
            throw pattern.in.error("Longer than " + LONGEST + " characters");
        }
        pattern.alternatives();
        if (!pattern.in.ended()) {
            throw pattern.in.error("Unmatched ')'");
        }
        pattern.groups.check();
        return "(?:" + pattern.out + ")" + BY_CODE_POINTS;
    }

    /**
     * Parses alternatives up to a closing parenthesis or the end; returns how often they are
     * repeated.
     */
    private long alternatives() {
        int start = in.at();
        boolean several = false;
        long cost = 0;
        while (!in.ended() && in.peek() != ')') {
            if (in.take('|')) {
                out.append('|');
                several = true;
            } else {
                cost += term();
            }
        }
        if (several) {
            groups.choice(start, in.at());
        }
        return cost;
    }

    private long term() {
        int start = in.at();
        int c = in.next();
        long cost = 1;
        boolean assertion = false;
        switch (c) {
            case '^' -> {
                out.append('^');
                assertion = true;
            }
            case '$' -> {
                out.append("\\z");
                assertion = true;
            }
            case '(' -> {
                assertion =
                        in.startsWith("?=")
                                || in.startsWith("?!")
                                || in.startsWith("?<=")
                                || in.startsWith("?<!");
                cost += group(start);
            }
            case '*', '+', '?' -> throw in.error("Nothing to repeat");
            case '.' -> out.append(NO_LINE_END);
            case '[' -> characterClass();
            case '\\' -> assertion = escape();
            default -> {
                if (c == '{' && in.isCount()) {
                    throw in.error("Nothing to repeat");
                }
                literal(c);
            }
        }
        return repeated(start, cost, assertion);
    }

    private long repeated(int start, long cost, boolean assertion) {
        EcmaScanner.Count count = in.count();
        if (count == null) {
            return cost;
        }
        if (assertion) {
            throw in.error("Nothing to repeat");
        }
        if (behind > 0 && count.most() == Integer.MAX_VALUE) {
            throw in.error("Lookbehind without a greatest length");
        }
        if (cost * Math.max(1, count.least()) > MOST_REPEATS) {
            throw in.error("Repeats too often");
        }
        groups.repeated(start, in.at(), count);
        out.append(count.java());
        if (in.take('?')) {
            out.append('?');
        }
        return cost * Math.max(1, count.least());
    }

    private long group(int start) {
        if (++depth > DEEPEST) {
            throw in.error("Nested too deeply");
        }
        boolean looksBehind = false;
        int number = 0;
        if (in.take("?:") || in.take("?=") || in.take("?!")) {
            out.append('(').append(in.taken());
        } else if (in.take("?<=") || in.take("?<!")) {
            out.append('(').append(in.taken());
            looksBehind = true;
        } else if (in.peek() == '?' && !in.startsWith("?<")) {
            throw in.error("Invalid group");
        } else {
            if (in.take("?<")) {
                in.name();
            }
            number = ++group;
            out.append(groups.isUsed(number) ? "(?<g" + number + ">(?:" : "(?:");
        }
        behind += looksBehind ? 1 : 0;
        long cost = alternatives();
        behind -= looksBehind ? 1 : 0;
        if (!in.take(')')) {
            throw in.error("Unclosed group");
        }
        if (number > 0) {
            groups.closed(number, start, in.at(), behind > 0);
            // the second group is empty, and shows whether the first one has matched
            out.append(groups.isUsed(number) ? ")(?<s" + number + ">)" : "");
        }
        out.append(')');
        depth--;
        return cost;
    }

    /** Parses an escape after its backslash; true if it is an assertion. */
    private boolean escape() {
        if (in.ended()) {
            throw in.error("\\ at the end");
        }
        int c = in.peek();
        if (c == 'b' || c == 'B') {
            in.next();
            out.append(c == 'b' ? BOUNDARY : NO_BOUNDARY);
            return true;
        }
        if (c >= '1' && c <= '9') {
            back(in.number());
        } else if (in.take('k')) {
            back(groups.named(in.reference()));
        } else {
            String set = EcmaClass.set(in);
            if (set != null) {
                out.append('[').append(set).append(']');
            } else {
                literal(in.escapedCharacter());
            }
        }
        return false;
    }

    private void back(int number) {
        if (number > groups.count()) {
            throw in.error("Reference to a group that does not exist");
        }
        if (behind > 0) {
            throw in.error("Back reference in a lookbehind");
        }
        if (groups.isClosed(number)) {
            groups.referred(number, in.at());
            out.append("(?:\\k<g" + number + ">|(?!\\k<s" + number + ">))");
        } else {
            out.append("(?:)");
        }
    }

    private void characterClass() {
        boolean negated = in.take('^');
        String members = EcmaClass.members(in);
        if (members.isEmpty()) {
            out.append(negated ? ANY : NONE);
        } else {
            out.append(negated ? "[^" : "[").append(members).append(']');
        }
    }

    private void literal(int c) {
        out.append(EcmaClass.character(c));
    }
}
