package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A schema that a model is held to says nothing that the service refuses. */
class StrictSchemaTest {
    private static final Set<String> SENDABLE =
            Set.of(
                    "type",
                    "enum",
                    "anyOf",
                    "allOf",
                    "items",
                    "properties",
                    "required",
                    "additionalProperties",
                    "description",
                    "title",
                    "format",
                    "minItems",
                    "$ref",
                    "$defs");

    static List<String> strictTypes() {
        return JavaShapes.TYPES.keySet().stream()
                .filter(
                        name ->
                                Objects.requireNonNull(JavaShapes.TYPES.get(name))
                                        .schema()
                                        .strictFaults()
                                        .isEmpty())
                .toList();
    }

    @Test
    void whatCannotBeHeldToMovesIntoTheDescription() {
        JsonSchema schema =
                JsonSchema.parse(
                        """
                        {"$schema": "https://json-schema.org/draft/2020-12/schema",
                         "type": "object",
                         "properties": {
                           "age": {"type": "integer", "description": "in years", "minimum": 0, "maximum": 150},
                           "code": {"type": "string", "pattern": "^[A-Z]+$", "format": "x-code"},
                           "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3},
                           "note": {"type": ["string", "null"]},
                           "must": {"type": ["string", "null"]},
                           "kind": {"const": "a"},
                           "one": {"oneOf": [{"type": "string"}, {"type": "integer"}]}
                         },
                         "required": ["age", "must", "kind"]}
                        """);

        assertThat(schema.strict().json())
                .isEqualTo(
                        Json.parse(
                                """
                                {"type": "object",
                                 "properties": {
                                   "age": {"type": "integer", "description": "in years\\n(minimum: 0, maximum: 150)"},
                                   "code": {"type": "string", "description": "(pattern: \\"^[A-Z]+$\\", format: \\"x-code\\")"},
                                   "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "description": "(maxItems: 3)"},
                                   "note": {"type": "string"},
                                   "must": {"type": ["string", "null"]},
                                   "kind": {"enum": ["a"]},
                                   "one": {"anyOf": [{"type": "string"}, {"type": "integer"}]}
                                 },
                                 "required": ["age", "must", "kind"],
                                 "additionalProperties": false}
                                """));
    }

    @Test
    void whatStandsBesideAReferenceIsNotLost() {
        JsonSchema schema = JsonSchema.of(JavaShapes.Visit.class).strict();

        assertThat(schema.json().object("properties").object("position").string("description"))
                .isEqualTo("where it was");
        assertThat(schema.json().object("properties").object("before").string("$ref"))
                .isEqualTo("#/$defs/Position");
    }

    @ParameterizedTest
    @MethodSource("strictTypes")
    void strictSchemaIsClosedAndHasOnlyWhatIsTaken(String name) {
        JsonSchema strict = Objects.requireNonNull(JavaShapes.TYPES.get(name)).schema().strict();

        sendable(strict.json());
        assertThat(JsonSchema.of(strict.json())).isEqualTo(strict);
        assertThat(strict.strict()).isEqualTo(strict);
    }

    @Test
    void mostTypesCanBeStrict() {
        assertThat(strictTypes()).hasSizeGreaterThan(40).contains("Drawing", "Defaults", "Maybes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Tree                | /children: contains itself
                    Expression          | contains itself
                    Maps                | /counts: allows members of any name
                    Map<String, Object> | allows members of any name
                    Free                | /json: allows any value
                    List<?>             | /items: allows any value
                    """)
    void whatCannotBeStrictSaysWhy(String name, String why) {
        JsonSchema schema = Objects.requireNonNull(JavaShapes.TYPES.get(name)).schema();

        assertThat(schema.strictFaults().stream().map(JsonSchema.Violation::toString).toList())
                .anyMatch(fault -> fault.endsWith(why.substring(why.lastIndexOf(':') + 1)));
        assertThatThrownBy(schema::strict)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no model's output can be constrained to this schema: ");
    }

    @Test
    void tooManyMembersThatMayBeLeftOutCannotBeStrict() {
        String properties =
                IntStream.range(0, 25)
                        .mapToObj(i -> "\"p" + i + "\":{\"type\":\"string\"}")
                        .collect(Collectors.joining(","));
        JsonSchema schema =
                JsonSchema.parse("{\"type\":\"object\",\"properties\":{" + properties + "}}");

        assertThat(schema.strictFaults())
                .extracting(JsonSchema.Violation::what)
                .containsExactly("has 25 members that may be left out; the most is 24");
    }

    private static void sendable(Json json) {
        if (!(json instanceof Json.Obj schema)) {
            throw new AssertionError("no schema: " + json);
        }
        assertThat(SENDABLE).containsAll(schema.members().keySet());
        if (schema.get("properties") instanceof Json.Obj properties) {
            assertThat(schema.get("additionalProperties")).isEqualTo(Json.of(false));
            properties.members().values().forEach(StrictSchemaTest::sendable);
        }
        schema.object("$defs").members().values().forEach(StrictSchemaTest::sendable);
        schema.array("anyOf").forEach(StrictSchemaTest::sendable);
        Json items = schema.get("items");
        if (items != null) {
            sendable(items);
        }
    }
}
