package dev.outcrop.schema;

import java.util.List;
import java.util.stream.Collectors;

/** JSON that is no value of the type it was read as. The message names each fault with its path. */
public final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SchemaError> errors;

    public MismatchException(List<SchemaError> errors) {
        super(errors.stream().map(SchemaError::toString).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** The faults, the first ones of many. */
    public List<SchemaError> errors() {
        return errors;
    }
}
