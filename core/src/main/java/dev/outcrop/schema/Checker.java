package dev.outcrop.schema;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.outcrop.json.Json;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** A schema ready to check JSON, with the library that knows the rules. */
final class Checker {
    private static final ValidatorFactory FACTORY = factory();

    /** For schemas that are right because we wrote them: the schema of schemas is not loaded. */
    private static final ValidatorFactory TRUSTING = factory().withDisabledSchemaValidation(true);

    private final Validator validator;
    private final URI schema;

    private Checker(Json.Obj schema, ValidatorFactory factory) {
        this.validator = factory.createValidator();
        this.schema = validator.registerSchema(SchemaIndex.BASE, Node.schema(schema));
    }

    static Checker trusting(Json.Obj schema) {
        return new Checker(schema, TRUSTING);
    }

    /**
     * Of a schema from anywhere.
     *
     * @throws IllegalArgumentException if it is no schema
     */
    static Checker of(Json.Obj schema) {
        try {
            return new Checker(schema, FACTORY);
        } catch (InvalidSchemaException e) {
            throw new IllegalArgumentException(
                    "not a JSON schema: "
                            + e.getErrors().stream()
                                    .limit(Faults.MOST)
                                    .map(error -> error(error).toString())
                                    .collect(Collectors.joining("; ")),
                    e);
        } catch (JsonSchemaException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a JSON schema: " + e.getMessage(), e);
        }
    }

    private static ValidatorFactory factory() {
        return new ValidatorFactory()
                .withJsonNodeFactory(new NodeFactory())
                .withEvaluatorFactory(Keywords.OURS)
                .withMessageProvider(Wording::of);
    }

    List<SchemaError> check(Json value) {
        var faults = new Faults();
        Extremes.find(value, Place.ROOT, faults);
        if (!faults.isEmpty()) {
            return faults.all();
        }
        try {
            return validator.validate(schema, Node.value(value)).getErrors().stream()
                    .limit(Faults.MOST)
                    .map(Checker::error)
                    .toList();
        } catch (StackOverflowError e) {
            return List.of(new SchemaError("", "is nested too deeply to be checked"));
        } catch (Expression.Patience e) {
            return List.of(new SchemaError("", "takes too long to check against a pattern"));
        }
    }

    private static SchemaError error(Error error) {
        return new SchemaError(error.getInstanceLocation(), error.getError());
    }
}
