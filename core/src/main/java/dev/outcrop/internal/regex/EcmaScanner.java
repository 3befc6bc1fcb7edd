package dev.outcrop.internal.regex;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Scans an expression of ECMAScript by code points. */
final class EcmaScanner {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(,(\\d*))?\\}");
    private static final int LONGEST_COUNT = 8;

    private final String text;
    private int at;
    private String taken = "";

    EcmaScanner(String text) {
        this.text = text;
    }

    /** A quantifier: the minimum and maximum number of repetitions. */
    record Count(int least, int most) {
        String java() {
            if (most == 1 && least == 0) {
                return "?";
            }
            if (most == Integer.MAX_VALUE && least < 2) {
                return least == 0 ? "*" : "+";
            }
            return "{" + least + "," + (most == Integer.MAX_VALUE ? "" : most) + "}";
        }
    }

    EcmaScanner copy() {
        return new EcmaScanner(text);
    }

    int at() {
        return at;
    }

    boolean ended() {
        return at == text.length();
    }

    int peek() {
        return ended() ? -1 : text.codePointAt(at);
    }

    int next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    boolean startsWith(String wanted) {
        return text.startsWith(wanted, at);
    }

    boolean take(char wanted) {
        boolean there = !ended() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    boolean take(String wanted) {
        boolean there = startsWith(wanted);
        if (there) {
            at += wanted.length();
            taken = wanted;
        }
        return there;
    }

    /** Returns the text that was read last. */
    String taken() {
        return taken;
    }

    PatternSyntaxException error(String what) {
        return new PatternSyntaxException(what, text, at);
    }

    /** Whether the preceding brace begins a quantifier. */
    boolean isCount() {
        return COUNT.matcher(text).region(at - 1, text.length()).lookingAt();
    }

    /** The quantifier after the current element; null if there is none. */
    @Nullable Count count() {
        if (take('*')) {
            return new Count(0, Integer.MAX_VALUE);
        }
        if (take('+')) {
            return new Count(1, Integer.MAX_VALUE);
        }
        if (take('?')) {
            return new Count(0, 1);
        }
        Matcher count = COUNT.matcher(text).region(at, text.length());
        if (!count.lookingAt()) {
            return null;
        }
        at = count.end();
        String most = count.group(2) == null ? count.group(1) : count.group(3);
        int least = bounded(count.group(1));
        int bounded = most.isEmpty() ? Integer.MAX_VALUE : bounded(most);
        if (bounded < least) {
            throw error("Numbers out of order");
        }
        return new Count(least, bounded);
    }

    private static int bounded(String digits) {
        String bare = digits.replaceFirst("^0+(?=.)", "");
        return bare.length() > LONGEST_COUNT ? Integer.MAX_VALUE : Integer.parseInt(bare);
    }

    /** The number of a group. */
    int number() {
        int number = 0;
        while (!ended() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = Math.min(100_000, number * 10 + text.charAt(at++) - '0');
        }
        return number;
    }

    /** The name of a group, and the bracket that ends it. */
    String name() {
        int start = at;
        while (!ended() && peek() != '>') {
            int c = next();
            boolean begins = c == '$' || c == '_' || Character.isUnicodeIdentifierStart(c);
            boolean goesOn =
                    Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
            if (!begins && !(goesOn && at - Character.charCount(c) > start)) {
                throw error("Invalid name of a group");
            }
        }
        if (ended() || at == start) {
            throw error("Invalid name of a group");
        }
        String name = text.substring(start, at);
        at++;
        return name;
    }

    /** The name in a reference, with its brackets. */
    String reference() {
        if (!take('<')) {
            throw error("Invalid reference to a group");
        }
        return name();
    }

    /** The content of the braces that follow. */
    String braced() {
        int end = text.indexOf('}', at);
        if (!startsWith("{") || end < 0) {
            throw error("Invalid escape");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    /** The one character of an escape, after its backslash. */
    int escapedCharacter() {
        int c = next();
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'c' -> control();
            case 'x' -> hex(2);
            case 'u' -> unicode();
            case '0' -> {
                if (!ended() && Character.isDigit(text.charAt(at))) {
                    throw error("Octal escape");
                }
                yield 0;
            }
            default -> {
                if (c < 0x80 && Character.isLetterOrDigit(c)) {
                    throw error("Invalid escape");
                }
                yield c;
            }
        };
    }

    private int control() {
        int c = peek();
        if (c < 0 || c >= 0x80 || !Character.isLetter(c)) {
            throw error("Invalid escape");
        }
        return next() % 32;
    }

    private int hex(int digits) {
        int end = at + digits;
        if (end > text.length()) {
            throw error("Invalid escape");
        }
        int value = hex(text.substring(at, end));
        at = end;
        return value;
    }

    private int hex(String digits) {
        if (!digits.matches("[0-9a-fA-F]+") || digits.length() > 100) {
            throw error("Invalid escape");
        }
        String bare = digits.replaceFirst("^0+(?=.)", "");
        int value = bare.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(bare, 16);
        if (value > Character.MAX_CODE_POINT) {
            throw error("Invalid escape");
        }
        return value;
    }

    /** A pair of surrogates is one character, if both are written with four digits. */
    private int unicode() {
        if (startsWith("{")) {
            return hex(braced());
        }
        int first = hex(4);
        if (first < 0x10000 && Character.isHighSurrogate((char) first) && startsWith("\\u")) {
            int here = at;
            at += 2;
            if (!startsWith("{")) {
                int second = hex(4);
                if (Character.isLowSurrogate((char) second)) {
                    return Character.toCodePoint((char) first, (char) second);
                }
            }
            at = here;
        }
        return first;
    }
}
