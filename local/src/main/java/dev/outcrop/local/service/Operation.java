package dev.outcrop.local.service;

import org.jspecify.annotations.Nullable;

/** The operations on a model, by the last part of their path. */
enum Operation {
    CONVERSE("Converse", "converse"),
    CONVERSE_STREAM("ConverseStream", "converse-stream");

    private final String name;
    private final String pathEnd;

    Operation(String name, String pathEnd) {
        this.name = name;
        this.pathEnd = pathEnd;
    }

    /** Bedrock's name for it. */
    String wireName() {
        return name;
    }

    static @Nullable Operation named(String pathEnd) {
        for (Operation operation : values()) {
            if (operation.pathEnd.equals(pathEnd)) {
                return operation;
            }
        }
        return null;
    }
}
