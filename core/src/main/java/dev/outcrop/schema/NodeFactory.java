package dev.outcrop.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.outcrop.json.Json;

/** Adapts our JSON to the library that validates schemas. */
final class NodeFactory implements JsonNodeFactory {
    @Override
    public JsonNode wrap(Object node) {
        return switch (node) {
            case JsonNode wrapped -> wrapped;
            case Json json -> SchemaNode.schema(json);
            default -> throw new IllegalArgumentException("not JSON: " + node.getClass().getName());
        };
    }

    @Override
    public JsonNode create(String text) {
        return SchemaNode.schema(Json.parse(text));
    }
}
