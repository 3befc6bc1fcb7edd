package dev.outcrop.local.internal.guardrail;

/** Which side of a conversation a text is on. */
enum GuardDirection {
    INPUT("input"),
    OUTPUT("output");

    private final String prefix;

    GuardDirection(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the member of a configuration for this side: {@code inputAction}. */
    String member(String name) {
        return prefix + name;
    }
}
