package dev.outcrop.local.internal.schemafill;

/** Says why no value was made up for a schema. */
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

    /** Whether another branch of the schema is not to be tried, either. */
    boolean isOutOfBudget() {
        return outOfBudget;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
