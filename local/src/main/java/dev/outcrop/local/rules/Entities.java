package dev.outcrop.local.rules;

import dev.outcrop.local.internal.schemafill.InputKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a question, and the lists of entities in it: {@code London and Chicago}. */
final class Entities {
    private static final int MOST = 8;
    private static final String WORD = "\\p{Lu}[\\p{L}\\d'’&-]{0,40}";
    private static final String NAME = WORD + "(?: " + WORD + "){0,4}(?:, \\p{Lu}{2}\\b)?";
    private static final String EMAIL = "[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+";
    private static final String NUMBER = "-?\\d{1,15}(?:\\.\\d{1,10})?";
    private static final String AND = "(?:,? (?:and|or|vs\\.?|versus|&) (?:in |for |of |at )?|, ?)";
    private static final Pattern END = Pattern.compile("[\\r\\n]+|(?<=[?!;])\\s+|(?<=\\.)\\s+");
    private static final Pattern MARKER = Pattern.compile("^\\s*(?:\\d{1,3}[.)]|[-*•])\\s+");
    private static final Pattern ENTITY =
            Pattern.compile("\\d|[\"“]|@|(?<=[^.?!]\\s)\\p{Lu}\\p{L}{1,40}");
    private static final Set<String> LEAD =
            Set.of("In", "For", "Is", "Are", "Does", "Do", "Compare", "Check", "At", "Of", "What");

    private Entities() {}

    /** The sentences and lines, without the markers of lists. */
    static List<String> parts(String question) {
        List<String> parts = new ArrayList<>();
        for (String line : question.split("[\\r\\n]+", -1)) {
            String text = MARKER.matcher(line).replaceFirst("");
            for (String part : END.split(text, -1)) {
                if (!part.isBlank() && parts.size() < MOST) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    /** Whether a text contains a number, a quoted text, an address or a name. */
    static boolean hasOne(String text) {
        return ENTITY.matcher(text).find();
    }

    /**
     * Returns a text for each entity of a list in it, if the tool takes one at a time; otherwise
     * the text itself.
     */
    static List<String> oneEach(String text, Tool tool) {
        String item = item(tool);
        if (item == null || text.length() > 1_000) {
            return List.of(text);
        }
        Matcher list =
                Pattern.compile(
                                "(?<![\\p{L}\\d])("
                                        + item
                                        + ")(?:"
                                        + AND
                                        + "(?:"
                                        + item
                                        + ")){1,7}")
                        .matcher(text);
        while (list.find()) {
            List<String> items = items(list.group(), item);
            if (items.size() > 1) {
                String before = text.substring(0, list.start());
                String after = text.substring(list.end());
                return items.stream().map(one -> before + one + after).toList();
            }
        }
        return List.of(text);
    }

    private static List<String> items(String list, String item) {
        List<String> items = new ArrayList<>();
        Matcher matcher = Pattern.compile(item).matcher(list);
        while (matcher.find() && items.size() < MOST) {
            String found = matcher.group();
            int space = found.indexOf(' ');
            boolean lead = LEAD.contains(space < 0 ? found : found.substring(0, space));
            String name = lead ? found.substring(space < 0 ? found.length() : space + 1) : found;
            if (!name.isBlank() && !items.contains(name)) {
                items.add(name);
            }
        }
        return items;
    }

    /** The pattern of what the tool takes one of; null if it takes several, or a list. */
    private static @Nullable String item(Tool tool) {
        int emails = 0;
        int names = 0;
        int numbers = 0;
        int degrees = 0;
        for (var input : tool.required().entrySet()) {
            InputKind kind = InputKind.of(input.getKey(), input.getValue());
            String type = String.valueOf(input.getValue().string("type"));
            boolean free = input.getValue().get("enum") == null;
            switch (kind) {
                case EMAIL -> emails++;
                case LATITUDE, LONGITUDE -> degrees++;
                case ORIGIN, DESTINATION -> names += 2;
                default -> {
                    boolean number = type.equals("number") || type.equals("integer");
                    numbers += number ? 1 : 0;
                    names += free && type.equals("string") && kind.isOfAnEntity() ? 1 : 0;
                    names += type.equals("array") || type.equals("object") ? 2 : 0;
                }
            }
        }
        if (emails == 1) {
            return EMAIL;
        }
        if (names == 1 || (names == 0 && degrees == 2)) {
            return NAME;
        }
        return names == 0 && degrees == 0 && numbers == 1 ? NUMBER : null;
    }
}
