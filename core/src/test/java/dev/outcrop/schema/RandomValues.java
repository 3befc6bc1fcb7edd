package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Maybe;
import dev.outcrop.schema.Shape.Member;
import dev.outcrop.schema.Shape.Structure;
import dev.outcrop.schema.Shape.Union;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** JSON that is of a type, at random. */
final class RandomValues {
    private static final int DEEPEST = 6;

    private static final Map<String, List<String>> TEXTS =
            Map.ofEntries(
                    Map.entry("String", List.of("", "a", "true", "12", "ein Wort", "\u2028\"")),
                    Map.entry("CharSequence", List.of("", "chars")),
                    Map.entry("char", List.of("a", "é")),
                    Map.entry("Character", List.of("b", " ")),
                    Map.entry("UUID", List.of("123e4567-e89b-12d3-a456-426614174000")),
                    Map.entry("URI", List.of("https://example.org/a?b", "urn:isbn:1")),
                    Map.entry("Instant", List.of("2024-05-31T18:30:00Z")),
                    Map.entry("OffsetDateTime", List.of("2024-05-31T18:30:00+02:00")),
                    Map.entry("ZonedDateTime", List.of("2024-05-31T18:30:00+02:00")),
                    Map.entry("LocalDate", List.of("2024-05-31", "1999-12-31")),
                    Map.entry("LocalTime", List.of("18:30:00", "18:30")),
                    Map.entry("LocalDateTime", List.of("2024-05-31T18:30:00")),
                    Map.entry("Duration", List.of("PT1H30M")),
                    Map.entry("Period", List.of("P1Y2M")),
                    Map.entry("YearMonth", List.of("2024-05")),
                    Map.entry("ZoneId", List.of("Europe/Paris")),
                    Map.entry("byte[]", List.of("", "AAEC")));

    private static final List<Json> ANYTHING =
            List.of(
                    Json.parse("{\"a\":[1,null]}"),
                    Json.parse("[\"x\",1.5]"),
                    Json.of("text"),
                    Json.of(7),
                    Json.of(true));

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    Json of(JsonType<?> type) {
        return json(type.shape(), 0);
    }

    private Json json(Shape shape, int depth) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar(scalar);
            case Shape.Any any ->
                    ANYTHING.stream()
                            .filter(
                                    any.type() == Object.class
                                            ? one -> true
                                            : any.type()::isInstance)
                            .skip(any.type() == Object.class ? random.nextInt(5) : 0)
                            .findFirst()
                            .orElseThrow();
            case Shape.Enumeration enumeration ->
                    Json.of(one(List.copyOf(enumeration.constants().keySet())));
            case Shape.Sequence sequence -> {
                var elements = new ArrayList<Json>();
                for (int i = count(depth); i > 0; i--) {
                    elements.add(json(sequence.element(), depth + 1));
                }
                yield new Json.Arr(elements);
            }
            case Shape.Mapping mapping -> {
                var members = new LinkedHashMap<String, Json>();
                for (int i = count(depth); i > 0; i--) {
                    members.put("key/" + i, json(mapping.value(), depth + 1));
                }
                yield new Json.Obj(members);
            }
            case Maybe maybe ->
                    depth > DEEPEST || random.nextInt(3) == 0
                            ? Json.NULL
                            : json(maybe.value(), depth + 1);
            case Structure structure -> structure(structure, depth);
            case Union union ->
                    structure(
                            depth > DEEPEST ? union.variants().getFirst() : one(union.variants()),
                            depth);
        };
    }

    private Json structure(Structure structure, int depth) {
        var members = new LinkedHashMap<String, Json>();
        if (structure.tag != null) {
            members.put(structure.tag.name(), Json.of(structure.tag.value()));
        }
        for (Member member : structure.members()) {
            if (member.required() || random.nextInt(3) > 0) {
                members.put(member.name(), json(member.shape(), depth + 1));
            }
        }
        return new Json.Obj(members);
    }

    private Json scalar(Shape.Scalar scalar) {
        return switch (scalar.schema().string("type")) {
            case "integer" -> Json.of(random.nextInt(100));
            case "number" -> Json.of(random.nextInt(100) / 4.0);
            case "boolean" -> Json.of(random.nextBoolean());
            case null, default ->
                    Json.of(one(Objects.requireNonNull(TEXTS.get(scalar.type().getSimpleName()))));
        };
    }

    private int count(int depth) {
        return depth > DEEPEST ? 0 : random.nextInt(4);
    }

    private <T> T one(List<T> many) {
        return many.get(random.nextInt(many.size()));
    }
}
