package dev.outcrop.policy;

/**
 * Which call an {@link Observer} hears of. Compared by identity: one object for all that is heard
 * of one call.
 */
public final class CallInfo {
    private final String operation;
    private final String modelId;

    public CallInfo(String operation, String modelId) {
        this.operation = operation;
        this.modelId = modelId;
    }

    /** Bedrock's name for it, such as {@code ConverseStream}. */
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
