package dev.outcrop.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text with placeholders: {@code {name}} is a placeholder, {@code {name?}} an optional one,
 * {@code {{} and {@code }}} are escaped braces. Values are inserted unchanged; braces in them have
 * no meaning.
 */
final class TextTemplate {
    private sealed interface Piece {
        record Words(String text) implements Piece {}

        record Place(String name, boolean optional) implements Piece {}
    }

    private final List<Piece> pieces;

    private TextTemplate(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static TextTemplate parse(String text) {
        var pieces = new ArrayList<Piece>();
        var words = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if (c == '{' && !doubled) {
                int end = text.indexOf('}', i);
                if (!words.isEmpty()) {
                    pieces.add(new Piece.Words(words.toString()));
                    words.setLength(0);
                }
                pieces.add(place(text, i, end));
                i = end;
            } else if (c == '}' && !doubled) {
                throw new IllegalArgumentException(
                        "the template has an unmatched } at position "
                                + i
                                + "; write }} for a literal brace");
            } else {
                words.append(c);
                i += c == '{' || c == '}' ? 1 : 0;
            }
        }
        if (!words.isEmpty()) {
            pieces.add(new Piece.Words(words.toString()));
        }
        return new TextTemplate(List.copyOf(pieces));
    }

    private static Piece.Place place(String text, int start, int end) {
        String written = end < 0 ? "" : text.substring(start + 1, end).strip();
        boolean optional = written.endsWith("?");
        String name = optional ? written.substring(0, written.length() - 1).strip() : written;
        if (name.isEmpty()
                || !name.chars()
                        .allMatch(c -> Character.isJavaIdentifierPart(c) || c == '-' || c == '.')) {
            throw new IllegalArgumentException(
                    "the template has a { without a placeholder name and } at position "
                            + start
                            + "; write {{ for a literal brace");
        }
        return new Piece.Place(name, optional);
    }

    /** Returns the names of the placeholders that need a value. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Place(String name, boolean optional) && !optional) {
                names.add(name);
            }
        }
        return names;
    }

    String fill(Map<String, ?> values) {
        var out = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Words(String words) -> out.append(words);
                case Piece.Place(String name, boolean optional) ->
                        out.append(optional && values.get(name) == null ? "" : values.get(name));
            }
        }
        return out.toString();
    }
}
