package dev.outcrop.local.internal.schemafill;

/** Thrown when no value could be created for a schema; says why. */
final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outOfBudget;

    NoValue(String reason) {
        this(reason, false);
    }

    NoValue(String reason, boolean outOfBudget) {
        super(reason, null, false, false);
        this.outOfBudget = outOfBudget;
    }

    /** Whether no other branch of the schema should be tried. */
    boolean isOutOfBudget() {
        return outOfBudget;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
