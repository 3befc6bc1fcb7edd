package dev.outcrop.message;

import dev.outcrop.json.Json;

import java.util.Objects;

/**
 * Whether the model must use a tool.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html">ToolChoice</a>
 */
public sealed interface ToolChoice {
    /** The model decides. */
    ToolChoice AUTO = new Auto(Json.EMPTY);

    /** The model must use a tool, any of them. */
    ToolChoice ANY = new Any(Json.EMPTY);

    /** The model must not use a tool. */
    ToolChoice NONE = new None();

    /** The model decides. */
    record Auto(Json.Obj more) implements ToolChoice {
        public Auto {
            Objects.requireNonNull(more, "more");
        }
    }

    /** The model must use a tool, any of them. */
    record Any(Json.Obj more) implements ToolChoice {
        public Any {
            Objects.requireNonNull(more, "more");
        }
    }

    /** The model must use this tool. */
    record Tool(String name, Json.Obj more) implements ToolChoice {
        public Tool {
            Objects.requireNonNull(more, "more");
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * The model must not use a tool. Converse does not support this: the tools are removed from the
     * request, and earlier calls in the history are rewritten so that Bedrock accepts them without
     * tools.
     */
    record None() implements ToolChoice {}

    /** A choice that this version does not support, unchanged. */
    record Unknown(Json.Obj json) implements ToolChoice {
        public Unknown {
            Objects.requireNonNull(json, "json");
        }
    }

    static ToolChoice tool(String name) {
        return new Tool(name, Json.EMPTY);
    }
}
