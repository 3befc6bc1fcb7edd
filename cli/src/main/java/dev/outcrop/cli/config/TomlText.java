package dev.outcrop.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of TOML that configuration files need: tables, strings, multi-line strings,
 * numbers, booleans and arrays of strings, all as text. A key of a table is returned as {@code
 * table.key}.
 *
 * @see <a href="https://toml.io/en/v1.0.0">TOML 1.0</a>
 */
final class TomlText {
    private static final Pattern TABLE = Pattern.compile("\\[\\s*([^\\[\\]]+?)\\s*\\]\\s*(#.*)?");
    private static final Pattern ENTRY =
            Pattern.compile("([A-Za-z0-9_-]+|\"[^\"]+\")\\s*=\\s*(.*)");
    private static final Pattern PLAIN =
            Pattern.compile("(true|false|[+-]?[0-9][0-9_]*(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)");
    private static final String LONG = "\"\"\"";
    private static final String LONG_LITERAL = "'''";

    private final List<String> lines;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private int at;

    private TomlText(String text) {
        this.lines = text.lines().toList();
    }

    /**
     * Returns the values by key, in their order: a text, or a list of texts.
     *
     * @throws IllegalArgumentException if it is not valid, with the number of the line
     */
    static Map<String, Object> parse(String text) {
        return new TomlText(text).read();
    }

    private Map<String, Object> read() {
        String table = "";
        while (at < lines.size()) {
            String line = lines.get(at).strip();
            at++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher header = TABLE.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (header.matches()) {
                table = unquoted(header.group(1)) + ".";
            } else if (entry.matches()) {
                String key = table + unquoted(entry.group(1));
                if (values.put(key, value(entry.group(2))) != null) {
                    throw wrong(key + " is set twice");
                }
            } else {
                throw wrong("not a table and not name = value");
            }
        }
        return values;
    }

    private Object value(String text) {
        if (text.startsWith(LONG)) {
            return unescaped(multiLine(text.substring(LONG.length()), LONG));
        }
        if (text.startsWith(LONG_LITERAL)) {
            return multiLine(text.substring(LONG_LITERAL.length()), LONG_LITERAL);
        }
        if (text.startsWith("[")) {
            return array(text);
        }
        var rest = new StringBuilder(text);
        Object found = scalar(rest);
        requireEnd(rest.toString());
        return found;
    }

    private String multiLine(String first, String end) {
        var text = new StringBuilder();
        String line = first;
        boolean begun = !first.isEmpty();
        while (true) {
            int close = line.indexOf(end);
            if (close >= 0) {
                requireEnd(line.substring(close + end.length()));
                return text.append(line, 0, close).toString();
            }
            text.append(line).append(begun ? "\n" : "");
            begun = true;
            if (at >= lines.size()) {
                throw wrong("the text is not closed with " + end);
            }
            line = lines.get(at);
            at++;
        }
    }

    private List<String> array(String text) {
        var items = new ArrayList<String>();
        var rest = new StringBuilder(text.substring(1));
        while (true) {
            strip(rest);
            if (rest.isEmpty() || rest.charAt(0) == '#') {
                if (at >= lines.size()) {
                    throw wrong("the array is not closed with ]");
                }
                rest = new StringBuilder(lines.get(at));
                at++;
            } else if (rest.charAt(0) == ']') {
                requireEnd(rest.substring(1));
                return items;
            } else if (rest.charAt(0) == ',') {
                rest.deleteCharAt(0);
            } else {
                items.add(scalar(rest));
            }
        }
    }

    /** Takes one value from the beginning of the text. */
    private String scalar(StringBuilder rest) {
        if (rest.isEmpty()) {
            throw wrong("the value is missing");
        }
        char quote = rest.charAt(0);
        if (quote == '"' || quote == '\'') {
            int end = 1;
            while (end < rest.length() && rest.charAt(end) != quote) {
                end += quote == '"' && rest.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= rest.length()) {
                throw wrong("the text is not closed with " + quote);
            }
            String found = rest.substring(1, end);
            rest.delete(0, end + 1);
            return quote == '"' ? unescaped(found) : found;
        }
        Matcher plain = PLAIN.matcher(rest);
        if (!plain.lookingAt()) {
            throw wrong("texts need quotes: \"" + rest.toString().strip() + "\"");
        }
        String found = plain.group().replace("_", "");
        rest.delete(0, plain.end());
        return found;
    }

    private String unescaped(String text) {
        var plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                i++;
                continue;
            }
            char escaped = text.charAt(i + 1);
            i += 2;
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case '"' -> plain.append('"');
                case '\\' -> plain.append('\\');
                default -> throw wrong("unknown escape \\" + escaped);
            }
        }
        return plain.toString();
    }

    /** Returns the text as a TOML string. */
    static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }

    private static String unquoted(String key) {
        return key.startsWith("\"") ? key.substring(1, key.length() - 1) : key;
    }

    private static void strip(StringBuilder text) {
        while (!text.isEmpty() && Character.isWhitespace(text.charAt(0))) {
            text.deleteCharAt(0);
        }
    }

    private void requireEnd(String rest) {
        String more = rest.strip();
        if (!more.isEmpty() && !more.startsWith("#")) {
            throw wrong("unexpected text: " + more);
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("line " + at + ": " + what);
    }
}
