package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
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
        ConverseRequest.Builder changed = request.toBuilder().toolConfig(null);
        return switch (plan.via()) {
            case AUTO -> throw new IllegalArgumentException("AUTO cannot be sent");
            case OUTPUT_CONFIG ->
                    changed.outputConfig(outputConfig(plan, request.outputConfig())).build();
            case FORCED_TOOL ->
                    changed.toolConfig(tools(plan, ToolChoice.tool(ExtractionPlan.TOOL))).build();
            case TOOL -> changed.toolConfig(tools(plan, null)).build();
            case TEXT -> changed.messages(told(request.messages(), asked)).build();
        };
    }

    /** Sets the text's format and keeps the other members: the effort. */
    private static OutputConfig outputConfig(ExtractionPlan plan, @Nullable OutputConfig other) {
        var format =
                new OutputConfig.JsonSchemaFormat(
                        JsonWriter.wellFormedText(asked(plan).strict().json()),
                        plan.form().name(),
                        plan.form().description(),
                        Json.EMPTY);
        return new OutputConfig(
                format,
                other == null ? null : other.effort(),
                other == null ? Json.EMPTY : other.more());
    }

    private static ToolConfig tools(ExtractionPlan plan, @Nullable ToolChoice choice) {
        String description = plan.form().description();
        var tool =
                new ToolDefinition.Spec(
                        ExtractionPlan.TOOL,
                        description == null
                                ? TOOL_DESCRIPTION
                                : TOOL_DESCRIPTION + "\n" + description,
                        asked(plan).json().without("$schema"),
                        null,
                        Json.EMPTY);
        return new ToolConfig(List.of(tool), choice, Json.EMPTY);
    }

    /** Added to the question, because not all models have a system prompt. */
    private static List<Message> told(List<Message> messages, @Nullable JsonSchema asked) {
        String words =
                asked == null
                        ? "Answer with one JSON value and nothing else."
                        : "Answer with JSON of this JSON schema and nothing else:\n" + asked;
        var told = new ArrayList<>(messages);
        Message question = told.removeLast();
        var content = new ArrayList<>(question.content());
        content.add(Content.text(words));
        told.add(question.withContent(content));
        return told;
    }

    private static JsonSchema asked(ExtractionPlan plan) {
        JsonSchema asked = plan.form().asked();
        if (asked == null) {
            throw new IllegalArgumentException(Via.TEXT + " is required without a schema");
        }
        return asked;
    }
}
