package dev.outcrop.schema;

/**
 * Limits how often a schema looks at a value. Schemas whose subschemas refer to the same one twice,
 * level after level, look an exponential number of times. For one thread at a time.
 */
final class StepLimit {
    private static final int STEPS = 100_000;
    private static final int STEPS_OF_A_NODE = 300;
    private static final int STEPS_IN_ALL = 30_000_000;

    private int allowed = STEPS;
    private int taken;

    /** Thrown out of a check that has exceeded its number of steps. */
    static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExceededException() {
            super("", null, false, false);
        }
    }

    /** Another part of the value will be looked at, too. */
    void addNode() {
        allowed = Math.min(allowed + STEPS_OF_A_NODE, STEPS_IN_ALL);
    }

    void count() {
        if (++taken > allowed) {
            throw new ExceededException();
        }
    }
}
