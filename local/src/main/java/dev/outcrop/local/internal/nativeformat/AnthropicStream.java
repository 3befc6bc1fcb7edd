package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Converts events of ConverseStream to those of Anthropic's Messages API. For one answer. */
final class AnthropicStream implements Consumer<Event> {
    private final AnswerContext facts;
    private final long inputTokens;
    private final ChunkSink out;
    private final Set<Long> started = new HashSet<>();
    private Json stopReason = Json.NULL;

    /**
     * Creates the stream.
     *
     * @param inputTokens which the first event tells, before the engine does
     */
    AnthropicStream(AnswerContext facts, long inputTokens, ChunkSink out) {
        this.facts = facts;
        this.inputTokens = inputTokens;
        this.out = out;
    }

    @Override
    public void accept(Event event) {
        Json.Obj payload = event.payload();
        long index = payload.integer("contentBlockIndex", 0);
        switch (event.type()) {
            case "messageStart" -> out.next(messageStart());
            case "contentBlockStart" -> start(index, toolUse(payload.object("start")));
            case "contentBlockDelta" -> delta(index, payload.object("delta"));
            case "contentBlockStop" -> out.next(at("content_block_stop", index));
            case "messageStop" -> stopReason = Json.of(payload.string("stopReason"));
            case "metadata" -> end(payload.object("usage"));
            default -> {
                // Events that are not of ConverseStream are dropped.
            }
        }
    }

    private Json.Obj messageStart() {
        Json.Obj message =
                AnthropicMessages.message(facts)
                        .with("content", Json.array())
                        .with("stop_reason", Json.NULL)
                        .with("stop_sequence", Json.NULL)
                        .with("usage", AnthropicMessages.usage(begun()));
        return AnthropicMessages.typed("message_start").with("message", message);
    }

    private Json.Obj begun() {
        return Json.EMPTY
                .with("inputTokens", Json.of(inputTokens))
                .with("outputTokens", Json.of(1));
    }

    private void start(long index, Json.Obj block) {
        started.add(index);
        out.next(at("content_block_start", index).with("content_block", block));
    }

    private static Json.Obj toolUse(Json.Obj start) {
        Json.Obj toolUse = start.object("toolUse");
        return AnthropicMessages.typed("tool_use")
                .with("id", Json.of(toolUse.string("toolUseId")))
                .with("name", Json.of(toolUse.string("name")))
                .with("input", Json.EMPTY);
    }

    private void delta(long index, Json.Obj delta) {
        Json.Obj reasoning = delta.object("reasoningContent");
        if (delta.get("text") instanceof Json.Str text) {
            begin(index, AnthropicMessages.typed("text").with("text", Json.of("")));
            send(index, AnthropicMessages.typed("text_delta").with("text", text));
        } else if (delta.get("toolUse") instanceof Json.Obj toolUse) {
            send(
                    index,
                    AnthropicMessages.typed("input_json_delta")
                            .with("partial_json", Json.of(toolUse.string("input"))));
        } else if (reasoning.get("text") instanceof Json.Str text) {
            begin(index, thinking());
            send(index, AnthropicMessages.typed("thinking_delta").with("thinking", text));
        } else if (reasoning.get("redactedContent") instanceof Json.Str data) {
            begin(index, AnthropicMessages.typed("redacted_thinking").with("data", data));
        } else if (delta.get("citation") instanceof Json.Obj citation) {
            begin(
                    index,
                    AnthropicMessages.typed("text")
                            .with("text", Json.of(""))
                            .with("citations", Json.array()));
            send(
                    index,
                    AnthropicMessages.typed("citations_delta")
                            .with("citation", AnthropicCitations.of(citation)));
        } else if (reasoning.get("signature") instanceof Json.Str signature) {
            begin(index, thinking());
            send(index, AnthropicMessages.typed("signature_delta").with("signature", signature));
        }
    }

    private static Json.Obj thinking() {
        return AnthropicMessages.typed("thinking")
                .with("thinking", Json.of(""))
                .with("signature", Json.of(""));
    }

    /** Converse announces only tool blocks; here every block is announced. */
    private void begin(long index, Json.Obj block) {
        if (!started.contains(index)) {
            start(index, block);
        }
    }

    private void send(long index, Json.Obj delta) {
        out.next(at("content_block_delta", index).with("delta", delta));
    }

    private void end(Json.Obj usage) {
        Json.Obj delta =
                Json.EMPTY.with("stop_reason", stopReason).with("stop_sequence", Json.NULL);
        out.next(
                AnthropicMessages.typed("message_delta")
                        .with("delta", delta)
                        .with("usage", AnthropicMessages.usage(usage)));
        out.last(AnthropicMessages.typed("message_stop"));
    }

    private static Json.Obj at(String type, long index) {
        return AnthropicMessages.typed(type).with("index", Json.of(index));
    }
}
