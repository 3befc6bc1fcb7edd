package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Creates a value that a JSON schema allows. A value in the prompt with a property's name, or of
 * the right type, is used; required properties are always present, others only if the prompt names
 * them. The same schema and prompt give the same value. For one thread.
 *
 * <p>Supports {@code type}, {@code enum}, {@code const}, {@code default}, {@code $ref} within the
 * document, {@code allOf}, {@code anyOf}, {@code oneOf}, objects, arrays, and the limits of strings
 * and numbers. {@code pattern} is only checked; {@code not} and {@code if} are ignored. A value
 * that violates a supported keyword is never returned.
 */
public final class SchemaFiller {
    /** Below this level, arrays are as short and unions as simple as possible. */
    static final int DEEP = 6;

    /** A schema that requires itself has no finite value. */
    private static final int DEEPEST = 40;

    private final References references;
    private final PromptValues prompt;
    private final Budget budget;
    private final SchemaCheck check;
    private final ObjectFiller objects;
    private final ArrayFiller arrays;
    private final Guesses guesses;

    public SchemaFiller(Json.Obj schema, String prompt) {
        this(schema, prompt, new Budget());
    }

    /**
     * Creates a filler that shares its budget with others.
     *
     * @throws ServiceError if the budget is used up
     */
    public SchemaFiller(Json.Obj schema, String prompt, Budget budget) {
        this(schema, prompt, Json.EMPTY, budget);
    }

    /**
     * Creates a filler that prefers known values to those of the prompt.
     *
     * @param known values by their {@link KnownValues#key}
     * @throws ServiceError if the budget is used up
     */
    public SchemaFiller(Json.Obj schema, String prompt, Json.Obj known, Budget budget) {
        this.budget = budget;
        this.references = new References(schema, budget);
        this.check = new SchemaCheck(references, budget);
        this.prompt = read(prompt, budget);
        this.objects = new ObjectFiller(this, this.prompt, budget);
        this.arrays = new ArrayFiller(this, this.prompt, references, check, budget);
        this.guesses = new Guesses(this.prompt, check, known);
    }

    private static PromptValues read(String prompt, Budget budget) {
        try {
            return new PromptValues(prompt, budget);
        } catch (NoValue e) {
            throw refused(e.reason());
        }
    }

    /**
     * Returns a value for the whole schema.
     *
     * @throws ServiceError if there is none, or none that can be created in bounded time
     */
    public Json fill() {
        try {
            Json value = fill(references.root(), "", 0);
            String problem = check.problem(value, references.root());
            if (problem == null) {
                return value;
            }
            throw refused("the generated value is invalid: " + problem);
        } catch (NoValue e) {
            throw refused(e.reason());
        }
    }

    private static ServiceError refused(String reason) {
        return ServiceError.validation(
                "The local Bedrock emulator cannot generate a value for this JSON schema: "
                        + reason
                        + ".");
    }

    Json fill(Json raw, String name, int depth) {
        if (depth > DEEPEST) {
            throw new NoValue("it is nested deeper than " + DEEPEST + " levels");
        }
        Json.Obj schema = references.resolved(raw);
        budget.value();
        Json fixed = fixed(schema, name);
        if (fixed != null) {
            budget.whole(fixed);
            return fixed;
        }
        Json guessed = guesses.value(schema, name);
        if (guessed != null) {
            budget.whole(guessed);
            return guessed;
        }
        for (String union : List.of("anyOf", "oneOf")) {
            if (!schema.array(union).isEmpty()) {
                return oneOf(schema, union, name, depth);
            }
        }
        return switch (Types.of(schema)) {
            case "object" -> objects.fill(schema, depth);
            case "array" -> arrays.fill(schema, name, depth);
            case "string" -> Json.of(Texts.fill(schema, name, prompt, budget));
            case "integer" -> Numbers.integer(schema, name, prompt);
            case "number" -> Numbers.number(schema, name, prompt);
            case "boolean" -> Json.of(prompt.truth(name));
            default -> Json.NULL;
        };
    }

    /** The value of the first branch that has one, merged with the keywords beside the union. */
    private Json oneOf(Json.Obj schema, String union, String name, int depth) {
        List<Json> options = schema.array(union);
        budget.steps(options.size());
        Json.Obj rest = schema.without(union);
        NoValue first = null;
        Json last = null;
        for (Json option : Unions.ordered(options, depth > DEEP, references)) {
            try {
                Json.Obj branch = Merging.both(rest, references.resolved(option), budget);
                last = fill(branch, name, depth + 1);
                if (check.problem(last, branch) == null) {
                    return last;
                }
            } catch (NoValue e) {
                if (e.isOutOfBudget()) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        if (last != null) {
            return last;
        }
        throw first == null ? new NoValue("no branch of its " + union + " has a value") : first;
    }

    private @Nullable Json fixed(Json.Obj schema, String name) {
        Json only = schema.get("const");
        if (only != null) {
            return only;
        }
        if (schema.get("enum") instanceof Json.Arr(List<Json> all)) {
            budget.steps(all.size());
            Json.Obj rest = schema.without("enum");
            List<Json> allowed =
                    all.stream().filter(value -> check.problem(value, rest) == null).toList();
            if (allowed.isEmpty()) {
                throw new NoValue("its enum has no value that fits");
            }
            return prompt.oneOf(allowed, name).orElse(allowed.getFirst());
        }
        Json usual = schema.get("default");
        boolean said = !name.isEmpty() && prompt.names(name);
        return usual == null || said || check.problem(usual, schema) != null ? null : usual;
    }

    /** {@code true} in place of a schema allows anything. */
    static Json.Obj objectOf(Json schema) {
        return schema instanceof Json.Obj object ? object : Json.EMPTY;
    }
}
