package dev.outcrop.local.internal.validation;

import dev.outcrop.local.internal.validation.Shape.Range;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The shapes of {@code shapes.txt}, read on first use. */
final class ShapeTable {
    private static final class Holder {
        static final Map<String, Shape> SHAPES = read();
    }

    private ShapeTable() {}

    static Shape shape(String name) {
        return Objects.requireNonNull(Holder.SHAPES.get(name), name);
    }

    static Map<String, Shape> all() {
        return Holder.SHAPES;
    }

    private static Map<String, Shape> read() {
        try (InputStream in = ShapeTable.class.getResourceAsStream("shapes.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "shapes.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            var shapes = new HashMap<String, Shape>();
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> parse(line, shapes));
            return Map.copyOf(shapes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void parse(String line, Map<String, Shape> shapes) {
        List<String> words = List.of(line.trim().split(" +", -1));
        String flagged = words.getFirst();
        String name = flagged.replace("|", "").replace("~", "");
        List<String> rest = words.subList(2, words.size());
        Shape shape =
                switch (words.get(1)) {
                    case "string" -> new Shape.Text(range(rest), pattern(rest));
                    case "blob" -> new Shape.Binary(range(rest));
                    case "integer" -> new Shape.Whole(range(rest));
                    case "float" -> new Shape.Fraction(range(rest));
                    case "boolean" -> new Shape.Flag();
                    case "document" -> new Shape.Free();
                    case "enum" -> new Shape.Choice(rest);
                    case "list" -> new Shape.Sequence(rest.getFirst(), range(rest));
                    case "map" -> new Shape.Mapping(rest.get(0), rest.get(1), range(rest));
                    default ->
                            new Shape.Structure(
                                    members(words.subList(1, words.size())),
                                    flagged.contains("|"),
                                    flagged.contains("~"));
                };
        shapes.put(name, shape);
    }

    private static Map<String, Shape.Member> members(List<String> words) {
        var members = new LinkedHashMap<String, Shape.Member>();
        for (String word : words) {
            int colon = word.indexOf(':');
            if (colon > 0) {
                String name = word.substring(0, colon);
                boolean required = name.endsWith("!");
                members.put(
                        required ? name.substring(0, name.length() - 1) : name,
                        new Shape.Member(word.substring(colon + 1), required));
            }
        }
        return members;
    }

    private static Range range(List<String> words) {
        for (String word : words) {
            int dots = word.indexOf("..");
            if (dots > 0 && !word.startsWith("/")) {
                String max = word.substring(dots + 2);
                return new Range(
                        Long.parseLong(word.substring(0, dots)),
                        max.isEmpty() ? Long.MAX_VALUE : Long.parseLong(max));
            }
        }
        return Range.ANY;
    }

    private static @Nullable Pattern pattern(List<String> words) {
        for (String word : words) {
            if (word.startsWith("/")) {
                return Pattern.compile(word.substring(1, word.length() - 1));
            }
        }
        return null;
    }
}
