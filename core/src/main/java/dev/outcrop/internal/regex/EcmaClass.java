package dev.outcrop.internal.regex;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Translates character classes to Java's syntax within brackets. */
final class EcmaClass {
    private static final String DIGIT = "0-9";
    private static final String NO_DIGIT = "\\x{0}-\\x{2F}\\x{3A}-\\x{10FFFF}";
    private static final String WORD = "A-Za-z0-9_";
    private static final String NO_WORD =
            "\\x{0}-\\x{2F}\\x{3A}-\\x{40}\\x{5B}-\\x{5E}\\x{60}\\x{7B}-\\x{10FFFF}";
    private static final String SPACE =
            "\\x{9}-\\x{D}\\x{20}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}"
                    + "\\x{205F}\\x{3000}\\x{FEFF}";
    private static final String NO_SPACE =
            "\\x{0}-\\x{8}\\x{E}-\\x{1F}\\x{21}-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}"
                    + "\\x{200B}-\\x{2027}\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}"
                    + "\\x{3001}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}";

    private EcmaClass() {}

    /** The set of an escape, after its backslash; null if it is a single character. */
    static @Nullable String set(EcmaScanner in) {
        String set =
                switch (in.peek()) {
                    case 'd' -> DIGIT;
                    case 'D' -> NO_DIGIT;
                    case 'w' -> WORD;
                    case 'W' -> NO_WORD;
                    case 's' -> SPACE;
                    case 'S' -> NO_SPACE;
                    case 'p', 'P' -> "";
                    default -> null;
                };
        if (set == null) {
            return null;
        }
        boolean negated = in.next() == 'P';
        return set.isEmpty() ? property(in, negated) : set;
    }

    private static String property(EcmaScanner in, boolean negated) {
        String property = in.braced();
        String set = UnicodeProperties.of(property, negated);
        if (set == null) {
            throw in.error("Unsupported Unicode property");
        }
        return set;
    }

    /** The content of a class up to its closing bracket, after its opening bracket. */
    static String members(EcmaScanner in) {
        var members = new StringBuilder();
        while (!in.take(']')) {
            int first = character(in, members);
            if (!in.startsWith("-") || in.startsWith("-]")) {
                continue;
            }
            in.next();
            if (in.ended()) {
                throw in.error("Unclosed character class");
            }
            int dash = members.length();
            int last = character(in, members);
            if (first < 0 || last < 0) {
                members.insert(dash, escaped('-')); // literal beside a set
            } else if (last < first) {
                throw in.error("Illegal range of characters");
            } else {
                members.insert(dash, '-');
            }
        }
        return members.toString();
    }

    /** One member of a class; -1 for a set. */
    private static int character(EcmaScanner in, StringBuilder members) {
        if (in.ended()) {
            throw in.error("Unclosed character class");
        }
        int c = in.next();
        if (c == '\\') {
            if (in.ended()) {
                throw in.error("Unclosed character class");
            }
            String set = set(in);
            if (set != null) {
                members.append(set);
                return -1;
            }
            c = in.take('b') ? '\b' : in.escapedCharacter();
        }
        members.append(escaped(c));
        return c;
    }

    /** One character of an expression, inside or outside of a class. */
    static String character(int c) {
        boolean plain = c < 0x80 && Character.isLetterOrDigit(c);
        return plain ? Character.toString(c) : escaped(c);
    }

    private static String escaped(int c) {
        return "\\x{" + Integer.toHexString(c).toUpperCase(Locale.ROOT) + "}";
    }
}
