package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.control.QueryString;
import dev.outcrop.local.internal.guardrail.ApplyGuardrail;
import dev.outcrop.local.internal.guardrail.GuardrailStore;
import dev.outcrop.local.internal.validation.OperationRules;

import java.util.HashMap;
import java.util.Map;

/** The operations on guardrails. */
final class GuardrailCalls {
    private static final String VERSION = "guardrailVersion";

    private final GuardrailStore guardrails;
    private final ApplyGuardrail applying;

    GuardrailCalls(GuardrailStore guardrails) {
        this.guardrails = guardrails;
        this.applying = new ApplyGuardrail(guardrails);
    }

    Json answer(Call call, QueryString query) {
        return switch (call.route().operation()) {
            case APPLY_GUARDRAIL -> {
                OperationRules.parameters(
                        "ApplyGuardrailLabels",
                        Map.of("guardrailIdentifier", call.argument(0), VERSION, call.argument(1)));
                Json.Obj body = OperationRules.body("ApplyGuardrailRequest", call.body());
                yield applying.apply(call.argument(0), call.argument(1), body);
            }
            case CREATE_GUARDRAIL ->
                    guardrails.create(OperationRules.body("CreateGuardrailRequest", call.body()));
            case LIST_GUARDRAILS -> {
                OperationRules.parameters("ListGuardrailsQuery", query.all());
                yield guardrails.list(query);
            }
            case GET_GUARDRAIL -> {
                check("GetGuardrailParameters", call, query);
                yield guardrails.one(call.argument(0), query.get(VERSION));
            }
            case UPDATE_GUARDRAIL -> {
                check("GuardrailPath", call, query);
                Json.Obj body = OperationRules.body("UpdateGuardrailRequest", call.body());
                yield guardrails.update(call.argument(0), body);
            }
            case DELETE_GUARDRAIL -> {
                check("DeleteGuardrailParameters", call, query);
                yield guardrails.delete(call.argument(0), query.get(VERSION));
            }
            default -> {
                check("GuardrailPath", call, query);
                Json given = call.body() == null ? Json.EMPTY : call.body();
                Json.Obj body = OperationRules.body("CreateGuardrailVersionRequest", given);
                yield guardrails.createVersion(call.argument(0), body);
            }
        };
    }

    private static void check(String shape, Call call, QueryString query) {
        var parameters = new HashMap<>(query.all());
        parameters.put("guardrailIdentifier", call.argument(0));
        OperationRules.parameters(shape, parameters);
    }
}
