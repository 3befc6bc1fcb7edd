package dev.outcrop.schema;

import dev.outcrop.internal.regex.BoundedPattern;
import dev.outcrop.internal.schema.JsonPointer;
import dev.outcrop.internal.schema.References;
import dev.outcrop.internal.schema.SchemaIndex;
import dev.outcrop.internal.schema.SchemaIndex.Spot;
import dev.outcrop.json.Json;

import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Checks a schema before it is used. */
final class SchemaRules {
    private final SchemaIndex index;
    private final boolean saysDraft;

    private SchemaRules(Json.Obj schema, SchemaIndex index) {
        this.index = index;
        this.saysDraft = schema.get("$schema") != null;
    }

    /** Rejects external references, and JSON that is not a schema. */
    static SchemaValidator checked(Json.Obj schema) {
        SchemaIndex index = SchemaIndex.of(schema);
        var rules = new SchemaRules(schema, index);
        for (Spot spot : index.schemas()) {
            if (spot.schema() instanceof Json.Obj each) {
                rules.draft(each, spot.place());
            }
        }
        for (Spot spot : index.schemas()) {
            if (spot.schema() instanceof Json.Obj each) {
                rules.references(each, spot);
                rules.expressions(each, spot.place());
            }
        }
        return SchemaValidator.of(index.checkable());
    }

    /** Keywords of earlier drafts have no meaning, or are errors, in the default draft. */
    private void draft(Json.Obj schema, JsonPointer place) {
        if (saysDraft) {
            return;
        }
        String id = schema.string("$id");
        if (schema.get("items") instanceof Json.Arr) {
            throw early(place.member("items"), "7");
        }
        if (schema.get("dependencies") instanceof Json.Obj) {
            throw early(place.member("dependencies"), "7");
        }
        if (id != null && id.contains("#") && !id.endsWith("#")) {
            throw early(place.member("$id"), "7");
        }
        for (String bound : List.of("exclusiveMinimum", "exclusiveMaximum")) {
            if (schema.get(bound) instanceof Json.Bool) {
                throw early(place.member(bound), "4");
            }
        }
    }

    private static IllegalArgumentException early(JsonPointer place, String draft) {
        return new IllegalArgumentException(
                "not a JSON schema: "
                        + new JsonSchema.Violation(
                                place.pointer(),
                                "is syntax of draft "
                                        + draft
                                        + ", but the schema does not name its draft. Add"
                                        + " \"$schema\": \"http://json-schema.org/draft-0"
                                        + draft
                                        + "/schema#\""));
    }

    private void references(Json.Obj schema, Spot spot) {
        for (String keyword : References.KEYWORDS) {
            if (schema.get(keyword) instanceof Json.Str(String to)
                    && index.target(spot, to) == null) {
                throw new IllegalArgumentException(
                        "not a self-contained JSON schema: "
                                + new JsonSchema.Violation(
                                        spot.place().member(keyword).pointer(),
                                        "has no target within the schema"));
            }
        }
    }

    private void expressions(Json.Obj schema, JsonPointer place) {
        if (schema.get("pattern") instanceof Json.Str(String pattern)) {
            expression(pattern, place.member("pattern"));
        }
        JsonPointer named = place.member("patternProperties");
        for (String pattern : schema.object("patternProperties").members().keySet()) {
            expression(pattern, named.member(pattern));
        }
    }

    private static void expression(String pattern, JsonPointer place) {
        try {
            BoundedPattern.of(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "not a JSON schema: "
                            + new JsonSchema.Violation(place.pointer(), e.getDescription()),
                    e);
        }
    }
}
