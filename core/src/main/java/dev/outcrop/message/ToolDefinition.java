package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * An entry of a request's tools: a tool of the caller, one of Bedrock's own, or a {@link
 * Content.CachePoint}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Tool.html">Tool</a>
 */
public sealed interface ToolDefinition
        permits Content.CachePoint,
                ToolDefinition.Spec,
                ToolDefinition.SystemTool,
                ToolDefinition.Unknown {
    /**
     * A tool that the caller runs. Bedrock calls this {@code toolSpec}.
     *
     * @param name 1 to 64 letters, digits, {@code _} and {@code -}
     * @param description what the tool does and when to use it
     * @param inputSchema JSON schema of the input
     * @param strict whether the model is constrained to the schema; null leaves that to Bedrock
     * @param more members that this version does not support
     */
    record Spec(
            String name,
            @Nullable String description,
            Json inputSchema,
            @Nullable Boolean strict,
            Json.Obj more)
            implements ToolDefinition {
        public Spec {
            Objects.requireNonNull(more, "more");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(inputSchema, "inputSchema");
        }

        public Spec(String name, String description, Json inputSchema) {
            this(name, description, inputSchema, null, Json.EMPTY);
        }
    }

    /** A tool that Bedrock runs itself. */
    record SystemTool(String name, Json.Obj more) implements ToolDefinition {
        public SystemTool {
            Objects.requireNonNull(more, "more");
            Objects.requireNonNull(name, "name");
        }

        public SystemTool(String name) {
            this(name, Json.EMPTY);
        }
    }

    /** An entry that this version does not support, unchanged. */
    record Unknown(Json.Obj json) implements ToolDefinition {
        public Unknown {
            Objects.requireNonNull(json, "json");
        }
    }
}
