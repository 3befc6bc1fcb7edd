package dev.outcrop.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when JSON is not a value of the type it was read as. The message contains each error with
 * its path.
 */
public final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SchemaError> errors;

    public MismatchException(List<SchemaError> errors) {
        super(errors.stream().map(SchemaError::toString).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** Returns the errors; only the first ones if there are many. */
    public List<SchemaError> errors() {
        return errors;
    }
}
