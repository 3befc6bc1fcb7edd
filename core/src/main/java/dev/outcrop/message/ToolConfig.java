package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * The tools of a request.
 *
 * @param tools at least one
 * @param toolChoice whether one must be used; null leaves that to Bedrock, which uses {@link
 *     ToolChoice#AUTO}
 * @param more members that this version does not support
 */
public record ToolConfig(
        List<ToolDefinition> tools, @Nullable ToolChoice toolChoice, Json.Obj more) {
    public ToolConfig {
        Objects.requireNonNull(more, "more");
        tools = Listed.of(tools, "tools");
    }

    public ToolConfig(List<ToolDefinition> tools) {
        this(tools, null, Json.EMPTY);
    }
}
