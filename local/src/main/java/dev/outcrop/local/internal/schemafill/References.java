package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import java.util.List;

/** Follows {@code $ref} within a document, and merges the parts of {@code allOf}. */
final class References {
    /** A reference to itself has no end. */
    private static final int DEEPEST = 64;

    private final Json.Obj root;
    private final Budget budget;

    References(Json.Obj root, Budget budget) {
        this.root = root;
        this.budget = budget;
    }

    Json.Obj root() {
        return root;
    }

    /** Returns the schema itself, without references and {@code allOf} at its top level. */
    Json.Obj resolved(Json schema) {
        return resolved(schema, 0);
    }

    private Json.Obj resolved(Json schema, int depth) {
        if (schema instanceof Json.Bool(boolean anything) && !anything) {
            throw new NoValue("the schema false allows nothing");
        }
        if (depth > DEEPEST) {
            throw new NoValue("a $ref or allOf is circular, or nested deeper than " + DEEPEST);
        }
        Json.Obj found = SchemaFiller.objectOf(schema);
        budget.steps(1);
        String reference = found.string("$ref");
        if (reference != null) {
            budget.steps(found.members().size());
            found = merged(resolved(at(reference), depth + 1), found.without("$ref"));
        }
        List<Json> parts = found.array("allOf");
        if (parts.isEmpty()) {
            return found;
        }
        Json.Obj whole = found.without("allOf");
        for (Json part : parts) {
            whole = merged(whole, resolved(part, depth + 1));
        }
        return whole.get("allOf") == null && whole.get("$ref") == null
                ? whole
                : resolved(whole, depth + 1);
    }

    private Json.Obj merged(Json.Obj one, Json.Obj other) {
        return Merging.both(one, other, budget);
    }

    /**
     * Returns the target of {@code #/$defs/Name}; for other references, a schema that allows
     * anything.
     */
    Json at(String reference) {
        if (!reference.startsWith("#")) {
            return Json.EMPTY;
        }
        budget.steps(1 + reference.length() / 8);
        Json here = root;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                String name = step.replace("~1", "/").replace("~0", "~");
                Json next =
                        here instanceof Json.Arr(List<Json> elements)
                                ? element(elements, name)
                                : SchemaFiller.objectOf(here).get(name);
                here = next == null ? Json.EMPTY : next;
            }
        }
        return here;
    }

    private static Json element(List<Json> elements, String index) {
        boolean is = index.matches("[0-9]{1,6}") && Integer.parseInt(index) < elements.size();
        return is ? elements.get(Integer.parseInt(index)) : Json.EMPTY;
    }
}
