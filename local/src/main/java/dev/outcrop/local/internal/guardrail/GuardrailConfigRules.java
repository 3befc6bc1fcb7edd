package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a configuration must fulfil besides its shape. Bedrock's words are known for none of these
 * rules; that it has them, from its documentation and from reports (terraform-provider-awscc 1647
 * and 1905).
 */
final class GuardrailConfigRules {
    private static final List<String> POLICIES =
            List.of(
                    "topicPolicyConfig",
                    "contentPolicyConfig",
                    "wordPolicyConfig",
                    "sensitiveInformationPolicyConfig",
                    "contextualGroundingPolicyConfig",
                    "automatedReasoningPolicyConfig");

    private GuardrailConfigRules() {}

    static void check(Json.Obj config) {
        require(
                POLICIES.stream().anyMatch(policy -> !config.object(policy).isEmpty()),
                "At least one policy must be configured in the guardrail.");
        distinct(config.object("topicPolicyConfig"), "topicsConfig", "name");
        distinct(config.object("contentPolicyConfig"), "filtersConfig", "type");
        Json.Obj sensitive = config.object("sensitiveInformationPolicyConfig");
        distinct(sensitive, "piiEntitiesConfig", "type");
        distinct(sensitive, "regexesConfig", "name");
        distinct(config.object("contextualGroundingPolicyConfig"), "filtersConfig", "type");
        config.object("contentPolicyConfig")
                .array("filtersConfig")
                .forEach(GuardrailConfigRules::filter);
        config.object("contextualGroundingPolicyConfig")
                .array("filtersConfig")
                .forEach(GuardrailConfigRules::grounding);
        tier(config, "topicPolicyConfig");
        tier(config, "contentPolicyConfig");
        if (!config.object("automatedReasoningPolicyConfig").isEmpty()) {
            throw ServiceError.validation(
                    "The local Bedrock does not emulate automated reasoning policies.");
        }
    }

    private static void filter(Json filter) {
        if (filter instanceof Json.Obj object && "PROMPT_ATTACK".equals(object.string("type"))) {
            require(
                    "NONE".equals(object.string("outputStrength")),
                    "The output strength of the content filter PROMPT_ATTACK must be NONE.");
        }
    }

    private static void grounding(Json filter) {
        if (filter instanceof Json.Obj object && object.get("threshold") instanceof Json.Num num) {
            require(
                    num.doubleValue() < 1,
                    "The threshold of a contextual grounding filter must be less than 1.");
        }
    }

    private static void tier(Json.Obj config, String policy) {
        boolean isStandard =
                "STANDARD".equals(config.object(policy).object("tierConfig").string("tierName"));
        require(
                !isStandard || !config.object("crossRegionConfig").isEmpty(),
                "The STANDARD tier of "
                        + policy
                        + " requires a crossRegionConfig with a guardrail profile.");
    }

    private static void distinct(Json.Obj policy, String list, String key) {
        Set<String> seen = new HashSet<>();
        for (Json element : policy.array(list)) {
            if (element instanceof Json.Obj object) {
                String value = String.valueOf(object.string(key));
                require(
                        seen.add(value),
                        "The " + key + " " + value + " occurs more than once in " + list + ".");
            }
        }
    }

    private static void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            throw ServiceError.validation(message);
        }
    }
}
