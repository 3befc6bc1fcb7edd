package dev.outcrop.schema;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.outcrop.internal.regex.MatchTooLongException;
import dev.outcrop.internal.schema.JsonPointer;
import dev.outcrop.internal.schema.SchemaIndex;
import dev.outcrop.json.Json;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** A schema prepared for validation with the library. */
final class SchemaValidator {
    private static final ValidatorFactory FACTORY = factory();

    /** For schemas that we wrote and that are valid: the meta-schema is not loaded. */
    private static final ValidatorFactory TRUSTING = factory().withDisabledSchemaValidation(true);

    private final Validator validator;
    private final URI schema;

    private SchemaValidator(Json.Obj schema, ValidatorFactory factory) {
        this.validator = factory.createValidator();
        this.schema = validator.registerSchema(SchemaIndex.BASE, SchemaNode.schema(schema));
    }

    static SchemaValidator trusting(Json.Obj schema) {
        return new SchemaValidator(schema, TRUSTING);
    }

    /**
     * Prepares a schema from any source.
     *
     * @throws IllegalArgumentException if it is not a schema
     */
    static SchemaValidator of(Json.Obj schema) {
        try {
            return new SchemaValidator(schema, FACTORY);
        } catch (InvalidSchemaException e) {
            throw new IllegalArgumentException(
                    "not a JSON schema: "
                            + e.getErrors().stream()
                                    .limit(SchemaErrors.MOST)
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
                .withEvaluatorFactory(BoundedKeywords.OURS)
                .withMessageProvider(SchemaMessages::of);
    }

    List<JsonSchema.Violation> check(Json value) {
        var faults = new SchemaErrors();
        ExtremeNumbers.find(value, JsonPointer.ROOT, faults);
        if (!faults.isEmpty()) {
            return faults.all();
        }
        try {
            return validator.validate(schema, SchemaNode.value(value)).getErrors().stream()
                    .limit(SchemaErrors.MOST)
                    .map(SchemaValidator::error)
                    .toList();
        } catch (StackOverflowError e) {
            return List.of(new JsonSchema.Violation("", "is nested too deeply to be checked"));
        } catch (StepLimit.ExceededException e) {
            return List.of(
                    new JsonSchema.Violation("", "takes too long to check against the schema"));
        } catch (MatchTooLongException e) {
            return List.of(
                    new JsonSchema.Violation("", "takes too long to check against a pattern"));
        }
    }

    private static JsonSchema.Violation error(Error error) {
        return new JsonSchema.Violation(error.getInstanceLocation(), error.getError());
    }
}
