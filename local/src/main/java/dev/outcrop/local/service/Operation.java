package dev.outcrop.local.service;

import org.jspecify.annotations.Nullable;

/** The operations on a model, by the last part of their path. */
enum Operation {
    CONVERSE("Converse", "converse"),
    CONVERSE_STREAM("ConverseStream", "converse-stream"),
    UNKNOWN(null, null);

    private final @Nullable String wireName;
    private final @Nullable String pathEnd;

    Operation(@Nullable String wireName, @Nullable String pathEnd) {
        this.wireName = wireName;
        this.pathEnd = pathEnd;
    }

    /** Bedrock's name for it; null for none. */
    @Nullable String wireName() {
        return wireName;
    }

    static Operation at(String pathEnd) {
        for (Operation operation : values()) {
            if (pathEnd.equals(operation.pathEnd)) {
                return operation;
            }
        }
        return UNKNOWN;
    }
}
