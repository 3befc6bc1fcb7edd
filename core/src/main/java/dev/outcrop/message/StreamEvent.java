package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One event of a stream. Blocks are known by their index; their deltas may be interleaved, and a
 * text block may begin with its first delta.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html">
 *     ConverseStreamOutput</a>
 */
public sealed interface StreamEvent {
    /** The answer begins. */
    record MessageStart(Role role, Json.Obj more) implements StreamEvent {
        public MessageStart {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(more, "more");
        }
    }

    /**
     * A block begins.
     *
     * @param kind {@code toolUse}, {@code toolResult}, {@code image}, or a kind invented later;
     *     empty where the start does not name exactly one
     * @param start the members of that kind; where there is no kind, all that was said
     */
    record BlockStart(int index, String kind, Json.Obj start) implements StreamEvent {
        public BlockStart {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(start, "start");
        }
    }

    /** More words. */
    record TextDelta(int index, String text) implements StreamEvent {
        public TextDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * More thinking: text, the signature of the text, or redacted bytes; exactly one of them is not
     * null.
     */
    record ReasoningDelta(
            int index,
            @Nullable String text,
            @Nullable String signature,
            Source.@Nullable Blob redacted)
            implements StreamEvent {}

    /** More of a tool's input: a piece of JSON text, cut anywhere. */
    record ToolUseDelta(int index, String input) implements StreamEvent {
        public ToolUseDelta {
            Objects.requireNonNull(input, "input");
        }
    }

    /** More of the result of a tool that Bedrock ran itself. */
    record ToolResultDelta(int index, List<Content> content) implements StreamEvent {
        public ToolResultDelta {
            content = Listed.of(content, "content");
        }
    }

    /** A citation of the block's words, which may come before them. */
    record CitationDelta(int index, Citation citation) implements StreamEvent {
        public CitationDelta {
            Objects.requireNonNull(citation, "citation");
        }
    }

    /** A picture, or a piece of one. */
    record ImageDelta(int index, Json.Obj image) implements StreamEvent {
        public ImageDelta {
            Objects.requireNonNull(image, "image");
        }
    }

    /** A delta that this version does not know. */
    record UnknownDelta(int index, Json.Obj delta) implements StreamEvent {
        public UnknownDelta {
            Objects.requireNonNull(delta, "delta");
        }
    }

    /** A block is whole. */
    record BlockStop(int index) implements StreamEvent {}

    /** The answer is whole; {@code json} holds all that came with the reason. */
    record MessageStop(StopReason stopReason, Json.Obj json) implements StreamEvent {
        public MessageStop {
            Objects.requireNonNull(stopReason, "stopReason");
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * What the call cost: {@code usage}, {@code metrics}, and {@code trace} where it was asked for.
     */
    record Metadata(Json.Obj json) implements StreamEvent {
        public Metadata {
            Objects.requireNonNull(json, "json");
        }

        public Usage usage() {
            return new Usage(json.object("usage"));
        }
    }

    /** An event that this version does not know. It never ends a stream. */
    record Unknown(String name, Json json) implements StreamEvent {
        public Unknown {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * Not from the service: a try failed before anything of the answer had come, and another one
     * follows.
     *
     * @param attempt the number of the try that follows, from 2
     * @param why what failed, in words for a person
     */
    record Retrying(int attempt, Duration pause, String why) implements StreamEvent {
        public Retrying {
            Objects.requireNonNull(pause, "pause");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * Not from the service: the answer broke off and begins anew. What came before does not count
     * any more. Only where {@code Retries.restart} was asked for.
     *
     * @param attempt the number of the try that follows, from 2
     * @param why what failed, in words for a person
     */
    record Restarted(int attempt, Duration pause, String why) implements StreamEvent {
        public Restarted {
            Objects.requireNonNull(pause, "pause");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Not from the service: the model's turn is whole, and asks for this tool to be run. */
    record ToolRequested(Content.ToolUse call) implements StreamEvent {
        public ToolRequested {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * Not from the service: a call of a tool is over, well or not. Tools of one turn run at the
     * same time, so these come in the order in which they end.
     *
     * @param result what the model will be told
     * @param took how long the tool ran; zero where it did not
     */
    record ToolReturned(Content.ToolUse call, Content.ToolResult result, Duration took)
            implements StreamEvent {
        public ToolReturned {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(took, "took");
        }
    }

    /**
     * Not from the service: a model failed before anything of the answer had come, and another one
     * is asked. Only where {@code Model.withFallbacks} named it.
     *
     * @param modelId the model that is asked now
     * @param why what failed, in words for a person
     */
    record FellBack(String modelId, String why) implements StreamEvent {
        public FellBack {
            Objects.requireNonNull(modelId, "modelId");
            Objects.requireNonNull(why, "why");
        }
    }
}
