package dev.outcrop.policy;

/**
 * Identifies a call for an {@link Observer}. Compared by identity: the same object is passed to all
 * methods for one call.
 */
public final class CallInfo {
    private final String operation;
    private final String modelId;

    public CallInfo(String operation, String modelId) {
        this.operation = operation;
        this.modelId = modelId;
    }

    /** Returns Bedrock's name of the operation, such as {@code ConverseStream}. */
    public String operation() {
        return operation;
    }

    public String modelId() {
        return modelId;
    }

    @Override
    public String toString() {
        return operation + " " + modelId;
    }
}
