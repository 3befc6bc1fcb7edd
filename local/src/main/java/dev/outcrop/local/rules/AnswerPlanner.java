package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides the content of an answer, before any limit. The same prompt gets the same answer. */
final class AnswerPlanner {
    private static final int LONGEST_RESULT = 400;

    private AnswerPlanner() {}

    static Answer answer(Prompt prompt, ToolCalling calling) {
        Answer answer = afterThinking(prompt, calling);
        return Thinking.of(prompt)
                .map(
                        thought ->
                                Thinking.comesLast(prompt)
                                        ? answer.before(thought)
                                        : answer.after(thought))
                .orElse(answer);
    }

    private static Answer afterThinking(Prompt prompt, ToolCalling calling) {
        ToolPlan plan = ToolPlanner.plan(prompt, calling);
        List<AnswerBlock> calls = ToolCalls.of(prompt, plan);
        if (!calls.isEmpty()) {
            Answer answer = new Answer(calls, "tool_use");
            return ToolCalls.forced(prompt)
                    ? answer
                    : answer.after(new AnswerBlock.Text(ToolCalls.announced(calls, plan)));
        }
        String json = RequestedJson.of(prompt);
        if (json != null) {
            return Answer.text(json);
        }
        if (!prompt.toolResults().isEmpty()) {
            return Answer.text(reported(prompt));
        }
        String demo = Demos.answer(prompt.asked());
        if (demo != null) {
            return Answer.text(demo);
        }
        String grounded = GroundedAnswer.of(prompt);
        if (grounded != null) {
            return Answer.text(grounded);
        }
        List<AnswerBlock> cited = CitationAnswers.of(prompt);
        return cited.isEmpty()
                ? Answer.text(DefaultAnswer.on(prompt.question()))
                : new Answer(cited, "end_turn");
    }

    /** The text of each tool result, by name. */
    private static String reported(Prompt prompt) {
        Map<String, String> names =
                prompt.toolUses().stream()
                        .collect(
                                Collectors.toMap(
                                        use -> String.valueOf(use.string("toolUseId")),
                                        use -> String.valueOf(use.string("name")),
                                        (first, again) -> again));
        List<String> lines = new ArrayList<>();
        for (Json.Obj result : prompt.toolResults()) {
            String name =
                    names.getOrDefault(String.valueOf(result.string("toolUseId")), "the tool");
            String verb = "error".equals(result.string("status")) ? " failed: " : " answered: ";
            lines.add("- " + name + verb + shown(result));
        }
        return "This is the local Bedrock; it can only pass on what the tools said.\n\n"
                + String.join("\n", lines);
    }

    private static String shown(Json.Obj result) {
        String text =
                Prompt.objects(result.array("content")).stream()
                        .map(AnswerPlanner::shownBlock)
                        .collect(Collectors.joining(" "));
        int most = Math.min(LONGEST_RESULT, text.codePointCount(0, text.length()));
        return text.isEmpty() ? "nothing" : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static String shownBlock(Json.Obj block) {
        String text = block.string("text");
        if (text != null) {
            return text;
        }
        Json json = block.get("json");
        return json != null
                ? json.toString()
                : block.members().keySet().stream()
                        .findFirst()
                        .map(kind -> "[" + kind + "]")
                        .orElse("");
    }
}
