package dev.outcrop.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One entry of a history: a user's message, or an assistant's message with its metadata.
 *
 * @param message the message
 * @param metadata how it ended; null for a user's message, or an assistant's message that was
 *     written by hand
 */
public record Turn(Message message, @Nullable Metadata metadata) {
    public Turn {
        Objects.requireNonNull(message, "message");
    }

    public static Turn of(Message message) {
        return new Turn(message, null);
    }

    /**
     * Reads a turn that {@link #toJson()} wrote. Jackson 2 and 3 read turns by this method.
     *
     * @throws dev.outcrop.json.JsonException if it is not a turn; the message contains the position
     */
    @JsonCreator
    public static Turn fromJson(Json json) {
        return TurnJson.turn(json);
    }

    /**
     * Returns this turn as in the JSON of a conversation, which {@code docs/conversations.md}
     * describes. Jackson 2 and 3 write it, too.
     */
    @JsonValue
    public Json.Obj toJson() {
        return TurnJson.json(this);
    }

    public Role role() {
        return message.role();
    }

    public List<Content> content() {
        return message.content();
    }

    /** Returns the text, without thinking, tool calls and media. */
    public String text() {
        return message.text();
    }

    /** Returns the readable thinking, without redacted parts. */
    public String reasoning() {
        var thoughts = new StringBuilder();
        for (Content block : content()) {
            if (block instanceof Content.Reasoning reasoning && reasoning.text() != null) {
                thoughts.append(reasoning.text());
            }
        }
        return thoughts.toString();
    }

    /**
     * Returns the tool calls that the caller must run, in order; those that Bedrock runs itself are
     * not included.
     */
    public List<Content.ToolUse> toolUses() {
        var uses = new ArrayList<Content.ToolUse>();
        for (Content block : content()) {
            if (block instanceof Content.ToolUse use && !use.onServer()) {
                uses.add(use);
            }
        }
        return uses;
    }

    /** Returns the model that wrote this turn; null if not recorded. */
    public @Nullable String modelId() {
        return metadata == null ? null : metadata.modelId();
    }

    /** Returns this turn with its model recorded; a turn without metadata is returned unchanged. */
    public Turn by(String modelId) {
        return metadata == null
                ? this
                : new Turn(
                        message,
                        new Metadata(
                                metadata.stopReason(),
                                metadata.usage(),
                                metadata.more(),
                                metadata.partial(),
                                modelId));
    }

    /** Returns the tokens of an assistant's turn; {@link Usage#NONE} for a user's. */
    public Usage usage() {
        return metadata == null ? Usage.NONE : metadata.usage();
    }

    public @Nullable StopReason stopReason() {
        return metadata == null ? null : metadata.stopReason();
    }

    /** Whether the assistant was stopped before its answer was complete. */
    public boolean isPartial() {
        return metadata != null && metadata.partial() != null;
    }

    /**
     * How an assistant's turn ended.
     *
     * @param stopReason why the model stopped; null if it was interrupted, and the turn is partial
     * @param usage the tokens of the call; {@link Usage#NONE} if Bedrock sent none
     * @param more other members of the response: {@code metrics}, {@code trace}, {@code
     *     additionalModelResponseFields}, and those that this version does not support
     * @param partial why the turn is incomplete, or null if it is complete
     * @param modelId the model that was called; null if not recorded
     */
    public record Metadata(
            @Nullable StopReason stopReason,
            Usage usage,
            Json.Obj more,
            @Nullable String partial,
            @Nullable String modelId) {
        public Metadata {
            Objects.requireNonNull(usage, "usage");
            Objects.requireNonNull(more, "more");
            if (stopReason == null && partial == null) {
                throw new IllegalArgumentException(
                        "a turn without a stop reason is partial and needs a reason");
            }
        }

        /** Creates metadata without a model. */
        public Metadata(
                @Nullable StopReason stopReason,
                Usage usage,
                Json.Obj more,
                @Nullable String partial) {
            this(stopReason, usage, more, partial, null);
        }

        /** Returns Bedrock's own measure of the call in milliseconds; -1 if it sent none. */
        public long latencyMs() {
            return more.object("metrics").integer("latencyMs", -1);
        }
    }
}
