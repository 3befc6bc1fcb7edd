package dev.outcrop.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import dev.outcrop.internal.regex.MatchBudget;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our JSON as a node of the library that validates schemas. */
final class SchemaNode implements JsonNode {
    private final Json json;
    private final String pointer;
    private final SimpleType type;
    private final @Nullable MatchBudget budget;
    private final @Nullable StepLimit steps;
    private @Nullable List<JsonNode> elements;
    private @Nullable Map<String, JsonNode> members;

    private SchemaNode(
            Json json, String pointer, @Nullable MatchBudget budget, @Nullable StepLimit steps) {
        this.json = json;
        this.pointer = pointer;
        this.type = type(json);
        this.budget = budget;
        this.steps = steps;
        if (steps != null) {
            steps.addNode();
        }
    }

    /** A schema, or a part of one. */
    static SchemaNode schema(Json json) {
        return new SchemaNode(json, "", null, null);
    }

    /** A value to check. */
    static SchemaNode value(Json json) {
        return new SchemaNode(json, "", new MatchBudget(), new StepLimit());
    }

    /** The name of a member of this, as a value to check. */
    SchemaNode name(String name) {
        return new SchemaNode(new Json.Str(name), pointer, budget, steps);
    }

    MatchBudget budget() {
        return budget == null ? new MatchBudget() : budget;
    }

    /** A step of a pointer; in a schema, without the sign at which the library cuts pointers. */
    static String step(String name, boolean inSchema) {
        String step = JsonNode.encodeJsonPointer(name);
        return inSchema ? step.replace("#", "~2") : step;
    }

    Json json() {
        return json;
    }

    /** Each keyword and each subschema asks for it. */
    @Override
    public String getJsonPointer() {
        if (steps != null) {
            steps.count();
        }
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return type;
    }

    @Override
    public boolean asBoolean() {
        return ((Json.Bool) json).value();
    }

    /** Also called for other values, for messages. */
    @Override
    public String asString() {
        return json instanceof Json.Str(String text) ? text : json.toString();
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    /** Without trailing zeros, because the library compares digits: {@code 1.0} is {@code 1}. */
    @Override
    public BigDecimal asNumber() {
        return ((Json.Num) json).decimalValue().stripTrailingZeros();
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> made = elements;
        if (made == null) {
            List<Json> all = ((Json.Arr) json).elements();
            made = new ArrayList<>(all.size());
            for (int i = 0; i < all.size(); i++) {
                made.add(new SchemaNode(all.get(i), pointer + "/" + i, budget, steps));
            }
            elements = made;
        }
        return made;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> made = members;
        if (made == null) {
            made = new LinkedHashMap<>();
            for (var member : ((Json.Obj) json).members().entrySet()) {
                String name = member.getKey();
                made.put(
                        name,
                        new SchemaNode(
                                member.getValue(),
                                pointer + "/" + step(name, budget == null),
                                budget,
                                steps));
            }
            members = made;
        }
        return made;
    }

    @Override
    public String toPrintableString() {
        return json.toString();
    }

    private static SimpleType type(Json json) {
        return switch (json) {
            case Json.Obj object -> SimpleType.OBJECT;
            case Json.Arr array -> SimpleType.ARRAY;
            case Json.Str string -> SimpleType.STRING;
            case Json.Num number ->
                    number.isLong() || number.decimalValue().stripTrailingZeros().scale() <= 0
                            ? SimpleType.INTEGER
                            : SimpleType.NUMBER;
            case Json.Bool bool -> SimpleType.BOOLEAN;
            case Json.Null none -> SimpleType.NULL;
        };
    }
}
