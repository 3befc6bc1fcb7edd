package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Map;

/** Responses of the operations on guardrails. */
final class GuardrailJson {
    private static final String CONFIG = "Config";
    private static final List<String> AS_GIVEN =
            List.of("description", "blockedInputMessaging", "blockedOutputsMessaging");

    private GuardrailJson() {}

    static Json.Obj identity(GuardrailVersion guardrail) {
        return Json.EMPTY
                .with("guardrailId", Json.of(guardrail.id()))
                .with("guardrailArn", Json.of(guardrail.arn()));
    }

    /** Returns the response of GetGuardrail: each {@code …PolicyConfig} is a {@code …Policy}. */
    static Json.Obj whole(GuardrailVersion guardrail) {
        Json.Obj config = guardrail.config();
        Json.Obj told = identity(guardrail).merged(state(guardrail));
        for (String member : AS_GIVEN) {
            Json value = config.get(member);
            told = value == null ? told : told.with(member, value);
        }
        for (Map.Entry<String, Json> member : config.members().entrySet()) {
            if (member.getKey().endsWith("PolicyConfig")
                    && member.getValue() instanceof Json.Obj policy
                    && !policy.isEmpty()) {
                told = told.with(withoutConfig(member.getKey()), policy(policy));
            }
        }
        Json.Obj region = crossRegion(config);
        told = region.isEmpty() ? told : told.with("crossRegionDetails", region);
        String key = config.string("kmsKeyId");
        return key != null && key.startsWith("arn:") ? told.with("kmsKeyArn", Json.of(key)) : told;
    }

    /** Returns an element of ListGuardrails. */
    static Json.Obj summary(GuardrailVersion guardrail) {
        Json.Obj told =
                state(guardrail)
                        .with("id", Json.of(guardrail.id()))
                        .with("arn", Json.of(guardrail.arn()))
                        .without("statusReasons", "failureRecommendations");
        Json description = guardrail.config().get("description");
        return description == null ? told : told.with("description", description);
    }

    private static Json.Obj state(GuardrailVersion guardrail) {
        return Json.EMPTY
                .with("name", Json.of(guardrail.name()))
                .with("version", Json.of(guardrail.version()))
                .with("status", Json.of("READY"))
                .with("statusReasons", Json.array())
                .with("failureRecommendations", Json.array())
                .with("createdAt", Json.of(guardrail.createdAt().toString()))
                .with("updatedAt", Json.of(guardrail.updatedAt().toString()));
    }

    private static Json.Obj policy(Json.Obj policy) {
        Json.Obj told = Json.EMPTY;
        for (Map.Entry<String, Json> member : policy.members().entrySet()) {
            told = told.with(withoutConfig(member.getKey()), member.getValue());
        }
        return told;
    }

    private static Json.Obj crossRegion(Json.Obj config) {
        String profile = config.object("crossRegionConfig").string("guardrailProfileIdentifier");
        if (profile == null) {
            return Json.EMPTY;
        }
        String id = profile.substring(profile.lastIndexOf('/') + 1);
        String arn =
                profile.startsWith("arn:")
                        ? profile
                        : "arn:aws:bedrock:us-east-1:000000000000:guardrail-profile/" + id;
        return Json.EMPTY
                .with("guardrailProfileId", Json.of(id))
                .with("guardrailProfileArn", Json.of(arn));
    }

    private static String withoutConfig(String member) {
        return member.endsWith(CONFIG)
                ? member.substring(0, member.length() - CONFIG.length())
                : member;
    }
}
