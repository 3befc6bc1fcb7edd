package dev.outcrop.local.internal.guardrail;

/** The kinds of rules, with the members that report their findings and their units. */
enum PolicyKind {
    TOPIC("topicPolicy", "topics", "topicPolicyUnits"),
    CONTENT("contentPolicy", "filters", "contentPolicyUnits"),
    WORD("wordPolicy", "customWords", "wordPolicyUnits"),
    MANAGED_WORD("wordPolicy", "managedWordLists", "wordPolicyUnits"),
    PII("sensitiveInformationPolicy", "piiEntities", "sensitiveInformationPolicyUnits"),
    REGEX("sensitiveInformationPolicy", "regexes", "sensitiveInformationPolicyFreeUnits"),
    GROUNDING("contextualGroundingPolicy", "filters", "contextualGroundingPolicyUnits");

    private final String policy;
    private final String list;
    private final String units;

    PolicyKind(String policy, String list, String units) {
        this.policy = policy;
        this.list = list;
        this.units = units;
    }

    /** Returns the member of an assessment. */
    String policy() {
        return policy;
    }

    /** Returns the list in that member. */
    String list() {
        return list;
    }

    /** Returns the member of the usage. */
    String units() {
        return units;
    }

    /** Whether each occurrence is reported, and not only that there is one. */
    boolean countsOccurrences() {
        return this == PII || this == REGEX;
    }

    /** Whether the full output also lists rules of this kind that found nothing. */
    boolean isInFullOutput() {
        return this != WORD && this != MANAGED_WORD && this != REGEX;
    }
}
