package dev.outcrop.local.rehearsal.fill;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows {@code $ref} within a document, and puts the parts of {@code allOf} together. */
final class References {
    private static final int MOST_STEPS = 32;

    private final Json.Obj root;

    References(Json.Obj root) {
        this.root = root;
    }

    Json.Obj root() {
        return root;
    }

    /** The schema itself, without references and {@code allOf} at its top. */
    Json.Obj resolved(Json.Obj schema) {
        Json.Obj found = schema;
        for (int i = 0; i < MOST_STEPS; i++) {
            String reference = found.string("$ref");
            List<Json> parts = found.array("allOf");
            if (reference != null) {
                found = merged(at(reference), found.without("$ref"));
            } else if (!parts.isEmpty()) {
                Json.Obj whole = found.without("allOf");
                for (Json part : parts) {
                    whole = merged(whole, resolvedOnce(SchemaFiller.objectOf(part)));
                }
                found = whole;
            } else {
                return found;
            }
        }
        return found;
    }

    private Json.Obj resolvedOnce(Json.Obj schema) {
        String reference = schema.string("$ref");
        return reference == null ? schema : merged(at(reference), schema.without("$ref"));
    }

    /** What {@code #/$defs/Name} points to; nothing where it points elsewhere. */
    private Json.Obj at(String reference) {
        if (!reference.startsWith("#")) {
            return Json.EMPTY;
        }
        Json here = root;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                String name = step.replace("~1", "/").replace("~0", "~");
                Json next = SchemaFiller.objectOf(here).get(name);
                here = next == null ? Json.EMPTY : next;
            }
        }
        return SchemaFiller.objectOf(here);
    }

    /** Both; what both have is joined for {@code properties} and {@code required}. */
    private static Json.Obj merged(Json.Obj one, Json.Obj other) {
        Map<String, Json> members = new LinkedHashMap<>(one.members());
        other.members()
                .forEach((name, value) -> members.merge(name, value, (a, b) -> joined(name, a, b)));
        return new Json.Obj(members);
    }

    private static Json joined(String name, Json one, Json other) {
        if (name.equals("properties") && one instanceof Json.Obj a && other instanceof Json.Obj b) {
            Map<String, Json> members = new LinkedHashMap<>(a.members());
            members.putAll(b.members());
            return new Json.Obj(members);
        }
        if (one instanceof Json.Arr(List<Json> a) && other instanceof Json.Arr(List<Json> b)) {
            List<Json> elements = new ArrayList<>(a);
            elements.addAll(b);
            return new Json.Arr(elements);
        }
        return other;
    }
}
