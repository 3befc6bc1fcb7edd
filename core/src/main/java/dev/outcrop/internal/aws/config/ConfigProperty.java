package dev.outcrop.internal.aws.config;

import java.util.Locale;

/**
 * A property as its first line defines it.
 *
 * @param name in lower case: names are case-insensitive
 * @param value without the trailing comment
 */
record ConfigProperty(String name, String value) {
    private static final String[] COMMENTS = {" #", " ;", "\t#", "\t;"};

    /** Parses {@code name = value}, or {@code name: value} as AWS's command line reads it. */
    static ConfigProperty parse(String line, int number) throws ConfigSyntaxException {
        int end = delimiter(line);
        if (end < 0) {
            throw new ConfigSyntaxException("Expected an '=' sign defining a property", number);
        }
        String name = Space.strip(line.substring(0, end));
        if (name.isEmpty()) {
            throw new ConfigSyntaxException("Property did not have a name", number);
        }
        return new ConfigProperty(
                name.toLowerCase(Locale.ROOT),
                Space.strip(withoutComment(line.substring(end + 1))));
    }

    /** Whether AWS's SDKs accept the name, of a property or a profile. */
    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && "0123456789_-/.%@:+".indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static int delimiter(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        boolean first = colon > 0 && (equals < 0 || colon < equals);
        if (first && isName(line.substring(0, colon)) && endsName(line, colon, equals)) {
            return colon;
        }
        return equals;
    }

    /** A name may contain a colon, as in {@code a:b = c}. */
    private static boolean endsName(String line, int colon, int equals) {
        return equals < 0
                || colon + 1 == line.length()
                || Character.isWhitespace(line.charAt(colon + 1));
    }

    private static String withoutComment(String value) {
        int end = value.length();
        for (String comment : COMMENTS) {
            int start = value.indexOf(comment);
            if (start >= 0 && start < end) {
                end = start;
            }
        }
        return value.substring(0, end);
    }
}
