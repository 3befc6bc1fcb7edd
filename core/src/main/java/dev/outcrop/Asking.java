package dev.outcrop;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.Toolbox;
import dev.outcrop.tool.run.ToolRun;
import dev.outcrop.tool.run.ToolSettings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * How a chat asks one question: the one way that all of its ways to ask go. What becomes of the
 * history is {@link Asked}'s to say.
 */
record Asking(Line model, List<Content> system, History history, ToolSettings tools) {
    /** The same, with another handle that stops it. */
    Asking with(Cancellation handle) {
        return new Asking(model.with(handle), system, history, tools);
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @param question null to go on from where the history ends
     */
    Answer ask(@Nullable Message question) {
        var handle = new Cancellation();
        try (var link = model.link(handle);
                var draft = history.draft(question, handle)) {
            return Whole.answer(new Asked(with(handle), draft));
        }
    }

    /** Asks, and gives the answer as it arrives. */
    StreamedAnswer stream(@Nullable Message question) {
        return StreamedAnswer.open(
                model, handle -> new Asked(with(handle), history.draft(question, handle)));
    }

    ToolLimits limits() {
        return tools.limits();
    }

    ToolRun run(List<Content.ToolUse> uses, Toolbox toolbox) {
        return new ToolRun(uses, toolbox, tools, Wiring.NANO_TIME, model.cancellation());
    }

    /** Results of calls that nobody may make any more. */
    Message notRun(List<Content.ToolUse> uses, String why) {
        var results = new ArrayList<Content>(uses.size());
        for (Content.ToolUse use : uses) {
            results.add(
                    new Content.ToolResult(
                            use.toolUseId(),
                            List.of(Content.text("The call was not made: " + why + ".")),
                            "error",
                            null,
                            Json.EMPTY));
        }
        return new Message(Role.USER, results);
    }
}
