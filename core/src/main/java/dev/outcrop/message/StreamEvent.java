package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One event of a stream. Blocks are identified by their index; their deltas may be interleaved, and
 * a text block may begin with its first delta.
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
     * @param kind {@code toolUse}, {@code toolResult}, {@code image}, or a kind added later; empty
     *     if the start does not name exactly one
     * @param start the members of that kind; if there is no kind, the whole event
     */
    record BlockStart(int index, String kind, Json.Obj start) implements StreamEvent {
        public BlockStart {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(start, "start");
        }
    }

    /** More text. */
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

    /** More of a tool's input: a piece of JSON text, cut at any position. */
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

    /** A citation of the block's text, which may arrive before the text. */
    record CitationDelta(int index, Citation citation) implements StreamEvent {
        public CitationDelta {
            Objects.requireNonNull(citation, "citation");
        }
    }

    /** An image, or a piece of one. */
    record ImageDelta(int index, Json.Obj image) implements StreamEvent {
        public ImageDelta {
            Objects.requireNonNull(image, "image");
        }
    }

    /** A delta that this version does not support. */
    record UnknownDelta(int index, Json.Obj delta) implements StreamEvent {
        public UnknownDelta {
            Objects.requireNonNull(delta, "delta");
        }
    }

    /** A block is complete. */
    record BlockStop(int index) implements StreamEvent {}

    /** The answer is complete; {@code json} contains all members sent with the reason. */
    record MessageStop(StopReason stopReason, Json.Obj json) implements StreamEvent {
        public MessageStop {
            Objects.requireNonNull(stopReason, "stopReason");
            Objects.requireNonNull(json, "json");
        }
    }

    /** The metadata of the call: {@code usage}, {@code metrics}, and {@code trace} if requested. */
    record Metadata(Json.Obj json) implements StreamEvent {
        public Metadata {
            Objects.requireNonNull(json, "json");
        }

        public Usage usage() {
            return new Usage(json.object("usage"));
        }
    }

    /** An event that this version does not support. It never ends a stream. */
    record Unknown(String name, Json json) implements StreamEvent {
        public Unknown {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * Sent by Outcrop: an attempt failed before any part of the answer had arrived, and another one
     * follows.
     *
     * @param attempt the number of the attempt that follows, from 2
     * @param why what failed, as text for a person
     */
    record Retrying(int attempt, Duration pause, String why) implements StreamEvent {
        public Retrying {
            Objects.requireNonNull(pause, "pause");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * Sent by Outcrop: the answer broke off and starts again; discard all earlier events. Only if
     * {@code Retries.restart} is set.
     *
     * @param attempt the number of the attempt that follows, from 2
     * @param why what failed, as text for a person
     */
    record Restarted(int attempt, Duration pause, String why) implements StreamEvent {
        public Restarted {
            Objects.requireNonNull(pause, "pause");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Sent by Outcrop: the model's turn is complete and calls this tool. */
    record ToolRequested(Content.ToolUse call) implements StreamEvent {
        public ToolRequested {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * Sent by Outcrop: a tool has reported its progress. If it reports faster than the stream is
     * read, only the latest report is sent.
     *
     * @param message what the tool does now, as text for a person; empty for none
     * @param fraction how much of its work is done, from 0 to 1; null if not known
     */
    record ToolProgress(Content.ToolUse call, String message, @Nullable Double fraction)
            implements StreamEvent {
        public ToolProgress {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(message, "message");
            if (fraction != null && !(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("a fraction is from 0 to 1: " + fraction);
            }
        }
    }

    /**
     * Sent by Outcrop: a tool call has ended, with or without success. Tools of one turn run at the
     * same time, so these events arrive in the order in which the tools end.
     *
     * @param result the result for the model
     * @param took how long the tool ran; zero if it did not run
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
     * Sent by Outcrop: a model failed before any part of the answer had arrived, and another model
     * is called. Only with {@code Model.withFallbacks}.
     *
     * @param modelId the model that is called now
     * @param why what failed, as text for a person
     */
    record FellBack(String modelId, String why) implements StreamEvent {
        public FellBack {
            Objects.requireNonNull(modelId, "modelId");
            Objects.requireNonNull(why, "why");
        }
    }
}
