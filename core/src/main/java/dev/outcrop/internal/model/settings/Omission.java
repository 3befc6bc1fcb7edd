package dev.outcrop.internal.model.settings;

import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.settings.Extraction.Via;

import org.jspecify.annotations.Nullable;

/**
 * A part of a request that a model refused, and that is left out since.
 *
 * @param field the name of the setting, as a path; empty unless there are several of the kind
 */
public record Omission(Kind kind, String field) {
    public enum Kind {
        /** A choice that forces a tool; the model decides. */
        FORCED_TOOL,
        /** The same, only while the model thinks. */
        FORCED_TOOL_WHILE_THINKING,
        /** Any tool choice; the default is to let the model decide. */
        TOOL_CHOICE,
        /** The tool whose input is a structured answer; it is asked for in another way. */
        ANSWER_TOOL,
        /** The schema of a structured answer; it is asked for in another way. */
        OUTPUT_CONFIG,
        /** Cache points: all, or only those of the tools. */
        CACHE_POINTS,
        /** Strict tools: the library checks the inputs anyway. */
        STRICT_TOOLS,
        /** Streams with tools: the answer is requested whole. */
        STREAMED_TOOLS,
        /** A param. */
        PARAM
    }

    public static Omission of(Kind kind) {
        return new Omission(kind, "");
    }

    /**
     * Returns what to leave out of a request with this plan; null if it has to stay, because the
     * caller chose it. A server other than Bedrock that does not force a tool may still support a
     * schema for the answer.
     */
    public @Nullable Omission in(@Nullable ExtractionPlan plan, boolean otherServer) {
        boolean mayChange = plan != null && plan.chosen();
        boolean isTool = plan != null && plan.chosen() && plan.via() == Via.FORCED_TOOL;
        return switch (kind) {
            case OUTPUT_CONFIG -> mayChange ? this : null;
            case ANSWER_TOOL -> isTool ? this : null;
            case FORCED_TOOL, TOOL_CHOICE ->
                    isTool && otherServer ? Omission.of(Kind.ANSWER_TOOL) : this;
            case FORCED_TOOL_WHILE_THINKING, CACHE_POINTS, STRICT_TOOLS, STREAMED_TOOLS, PARAM ->
                    this;
        };
    }

    /** Returns what is logged when it is left out for the first time. */
    public String warning(String modelId) {
        return switch (kind) {
            case FORCED_TOOL ->
                    modelId + " cannot be forced to use a tool; sending toolChoice auto instead.";
            case FORCED_TOOL_WHILE_THINKING ->
                    modelId
                            + " cannot be forced to use a tool while it thinks; sending toolChoice"
                            + " auto instead. Turn thinking off to force a tool.";
            case TOOL_CHOICE -> modelId + " does not support toolChoice; it is not sent.";
            case ANSWER_TOOL ->
                    modelId
                            + " cannot be forced to use a tool; structured output uses another"
                            + " method instead.";
            case OUTPUT_CONFIG ->
                    modelId
                            + " does not support outputConfig; structured output uses another"
                            + " method instead.";
            case CACHE_POINTS ->
                    modelId
                            + " does not support cache points"
                            + (field.isEmpty() ? "" : " in " + field)
                            + "; they are not sent.";
            case STRICT_TOOLS -> modelId + " does not support strict tools; not sent.";
            case STREAMED_TOOLS ->
                    modelId
                            + " does not support tools in streams: the answer is requested whole,"
                            + " and its events arrive together.";
            case PARAM -> field + " not sent: " + modelId + " does not support this.";
        };
    }
}
