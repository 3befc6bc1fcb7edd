package dev.outcrop.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when JSON is not a value of the type it was read as. The message contains each error with
 * its path.
 */
public final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<JsonSchema.Violation> errors;

    public MismatchException(List<JsonSchema.Violation> errors) {
        super(
                errors.stream()
                        .map(JsonSchema.Violation::toString)
                        .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** Returns the errors; only the first ones if there are many. */
    public List<JsonSchema.Violation> errors() {
        return errors;
    }
}
