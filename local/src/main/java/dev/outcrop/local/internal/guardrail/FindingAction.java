package dev.outcrop.local.internal.guardrail;

/** What a guardrail does with a finding. */
enum FindingAction {
    BLOCKED,
    ANONYMIZED,
    /** Only reported. */
    NONE;

    /** Returns the action of a configured {@code BLOCK}, {@code ANONYMIZE} or {@code NONE}. */
    static FindingAction of(String configured) {
        return switch (configured) {
            case "BLOCK" -> BLOCKED;
            case "ANONYMIZE" -> ANONYMIZED;
            default -> NONE;
        };
    }
}
