package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Extraction.Via;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Applies a plan to a request. */
final class RequestPlacement {
    private static final String TOOL_DESCRIPTION =
            "Receives your answer. Answer only by calling this tool, once,"
                    + " with the complete answer.";

    private RequestPlacement() {}

    static ConverseRequest of(ExtractionPlan plan, ConverseRequest request) {
        JsonSchema asked = plan.form().asked();
        ConverseRequest.Builder changed = request.toBuilder();
        return switch (plan.via()) {
            case AUTO -> throw new IllegalArgumentException("AUTO cannot be sent");
            case OUTPUT_CONFIG ->
                    changed.outputConfig(outputConfig(plan, request.outputConfig())).build();
            case FORCED_TOOL ->
                    changed.toolConfig(
                                    tools(
                                            plan,
                                            request.toolConfig(),
                                            ToolChoice.tool(plan.place().tool())))
                            .build();
            case TOOL ->
                    changed.toolConfig(tools(plan, request.toolConfig(), null))
                            .messages(said(request.messages(), plan, callTool(plan)))
                            .build();
            case TEXT -> changed.messages(said(request.messages(), plan, schema(asked))).build();
        };
    }

    static ConverseRequest told(ExtractionPlan plan, ConverseRequest request) {
        ToolConfig tools = request.toolConfig();
        boolean forced =
                tools != null
                        && (tools.toolChoice() instanceof ToolChoice.Tool
                                || (tools.toolChoice() instanceof ToolChoice.Any
                                        && tools.tools().size() == 1));
        return forced
                ? request
                : request.toBuilder()
                        .messages(said(request.messages(), plan, callTool(plan)))
                        .build();
    }

    /** Sets the text's format and keeps the other members: the effort. */
    private static OutputConfig outputConfig(ExtractionPlan plan, @Nullable OutputConfig other) {
        var format =
                new OutputConfig.JsonSchemaFormat(
                        asked(plan).strict().toString(),
                        plan.form().name(),
                        plan.form().description(),
                        Json.EMPTY);
        return new OutputConfig(
                format,
                other == null ? null : other.effort(),
                other == null ? Json.EMPTY : other.more());
    }

    /** Adds the tool after the others, which stay as they are: what precedes them is the same. */
    private static ToolConfig tools(
            ExtractionPlan plan, @Nullable ToolConfig others, @Nullable ToolChoice choice) {
        String description = plan.form().description();
        var tool =
                new ToolDefinition.Spec(
                        plan.place().tool(),
                        description == null
                                ? TOOL_DESCRIPTION
                                : TOOL_DESCRIPTION + "\n" + description,
                        asked(plan).json().without("$schema"),
                        null,
                        Json.EMPTY);
        var all = new ArrayList<ToolDefinition>();
        if (others != null) {
            all.addAll(others.tools());
        }
        all.add(tool);
        return new ToolConfig(all, choice, others == null ? Json.EMPTY : others.more());
    }

    private static String callTool(ExtractionPlan plan) {
        return "Give your answer by calling the tool " + plan.place().tool() + ".";
    }

    private static String schema(@Nullable JsonSchema asked) {
        return asked == null
                ? "Answer with one JSON value and nothing else."
                : "Answer with JSON of this JSON schema and nothing else:\n" + asked;
    }

    /** Added to the question, because not all models have a system prompt. */
    private static List<Message> said(List<Message> messages, ExtractionPlan plan, String words) {
        int at = plan.place().question();
        int place = at < 0 || at >= messages.size() ? messages.size() - 1 : at;
        var said = new ArrayList<>(messages);
        Message question = said.get(place);
        var content = new ArrayList<>(question.content());
        content.add(Content.text(words));
        said.set(place, question.withContent(content));
        return said;
    }

    private static JsonSchema asked(ExtractionPlan plan) {
        JsonSchema asked = plan.form().asked();
        if (asked == null) {
            throw new IllegalArgumentException(Via.TEXT + " is required without a schema");
        }
        return asked;
    }
}
