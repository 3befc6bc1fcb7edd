package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Tools;
import dev.outcrop.local.internal.schemafill.Budget;
import dev.outcrop.local.internal.schemafill.SchemaFiller;
import dev.outcrop.local.wire.ServiceError;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides which tools are called, and with which input. */
final class ToolCalls {
    private ToolCalls() {}

    /** Returns the calls; none if the prompt neither asks for one nor requires one. */
    static List<AnswerBlock> of(Prompt prompt) {
        List<Tool> tools = meant(prompt);
        String text = prompt.lastQuestion();
        List<AnswerBlock> calls = new ArrayList<>();
        var budget = new Budget();
        for (Tool tool : tools) {
            Json input = new SchemaFiller(ofAnObject(tool.schema()), text, budget).fill();
            String id = DeterministicIds.toolUseId(prompt.body(), calls.size());
            calls.add(new AnswerBlock.Call(id, tool.name(), input.toString()));
        }
        checkNames(prompt, tools);
        return calls;
    }

    /** Some models cannot write a name with a hyphen, whenever they call the tool. */
    private static void checkNames(Prompt prompt, List<Tool> tools) {
        if (tools.stream().anyMatch(tool -> tool.name().contains("-"))
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

    private static List<Tool> meant(Prompt prompt) {
        List<Tool> tools = prompt.tools();
        String demanded = prompt.toolChoice().object("tool").string("name");
        if (demanded != null) {
            return tools.stream().filter(tool -> tool.name().equals(demanded)).limit(1).toList();
        }
        boolean answered = !prompt.toolResults().isEmpty() && !forced(prompt);
        if (tools.isEmpty() || answered) {
            return List.of();
        }
        String text = prompt.lastQuestion();
        List<Tool> meant = tools.stream().filter(tool -> tool.isMeantBy(text)).toList();
        if (!meant.isEmpty()) {
            return meant;
        }
        boolean any = forced(prompt) || asksForATool(text);
        return any ? List.of(tools.getFirst()) : List.of();
    }

    private static boolean asksForATool(String text) {
        return text.toLowerCase(Locale.ROOT).matches("(?s).*\\b(tool|function)s?\\b.*");
    }
}
