package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Tools;
import dev.outcrop.local.internal.schemafill.Budget;
import dev.outcrop.local.internal.schemafill.SchemaFiller;
import dev.outcrop.local.wire.ServiceError;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the tool calls of an answer, with their input. */
final class ToolCalls {
    private ToolCalls() {}

    /** Returns the calls of a plan, each once. */
    static List<AnswerBlock> of(Prompt prompt, ToolPlan plan) {
        List<AnswerBlock> calls = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        var budget = new Budget();
        for (ToolPlan.Planned call : plan.calls()) {
            Tool tool = call.tool();
            Json.Obj schema = ofAnObject(tool.schema());
            String text = Instructions.without(call.text());
            Json input = new SchemaFiller(schema, text, call.known(), budget).fill();
            if (seen.add(tool.name() + " " + input)) {
                String id = DeterministicIds.toolUseId(prompt.body(), calls.size());
                calls.add(new AnswerBlock.Call(id, tool.name(), input.toString()));
            }
        }
        checkNames(prompt, plan);
        return calls;
    }

    /** What the answer says before its calls. */
    static String announced(List<AnswerBlock> calls, ToolPlan plan) {
        String names =
                calls.stream()
                        .map(call -> call instanceof AnswerBlock.Call named ? named.name() : "")
                        .distinct()
                        .collect(Collectors.joining(" and "));
        return "Let me call " + names + "." + (plan.rule().isEmpty() ? "" : " " + plan.rule());
    }

    /** Some models cannot write a name with a hyphen, whenever they call the tool. */
    private static void checkNames(Prompt prompt, ToolPlan plan) {
        if (plan.calls().stream().anyMatch(call -> call.tool().name().contains("-"))
                && Tools.HYPHENS_FAIL.of(ModelName.of(prompt.modelId()))) {
            throw ServiceError.of(
                    "ModelErrorException",
                    "Model produced invalid sequence as part of ToolUse. Please refer to the model"
                            + " tool use troubleshooting guide.");
        }
    }

    /** An input is an object, even if its schema does not require one. */
    private static Json.Obj ofAnObject(Json.Obj schema) {
        return schema.get("type") == null ? schema.with("type", Json.of("object")) : schema;
    }

    /** Whether {@code toolChoice} forces a call; the answer then has no text. */
    static boolean forced(Prompt prompt) {
        Json.Obj choice = prompt.toolChoice();
        return choice.get("any") != null || choice.get("tool") != null;
    }
}
