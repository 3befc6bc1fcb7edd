package dev.outcrop.internal.protocol.anthropic;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.ToolInputs;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.internal.stream.AnswerMembers;
import dev.outcrop.internal.stream.AnswerSizeLimit;
import dev.outcrop.internal.stream.Blobs;
import dev.outcrop.internal.transport.ErrorReader;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one streamed answer of Anthropic's Messages API. It is complete with {@code
 * message_stop}.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/streaming">Streaming messages</a>
 */
public final class AnthropicStream implements VendorCodec.Pieces {
    private static final VendorMembers OWN = VendorMembers.ANTHROPIC;

    private final AnswerSizeLimit size = new AnswerSizeLimit();

    /** Blocks without a type, by index: their kind, and their input so far. */
    private final Map<Integer, Untyped> untyped = new HashMap<>();

    /** Members of the answer outside of its blocks. */
    private AnswerMembers message = new AnswerMembers(size);

    /** The token counts: the last value of each. */
    private AnswerMembers counts = new AnswerMembers(size);

    private record Untyped(String kind, StringBuilder input) {}

    @Override
    public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
        String type = piece.string("type");
        String name = type == null ? eventName : type;
        return switch (String.valueOf(name)) {
            case "content_block_delta" -> delta(index(piece), piece.object("delta"));
            case "content_block_start" -> start(index(piece), piece.object("content_block"));
            case "content_block_stop" -> stop(index(piece));
            case "message_start" -> messageStart(piece.object("message"));
            case "message_delta" -> messageDelta(piece);
            case "message_stop" -> messageStop(piece);
            case "ping" -> List.of();
            case "error" -> stopOr(ErrorReader.ofVendor(piece, ErrorDetails.NONE));
            default -> List.of(new StreamEvent.Unknown(String.valueOf(name), piece));
        };
    }

    @Override
    public List<StreamEvent> end() {
        return List.of();
    }

    private List<StreamEvent> messageStart(Json.Obj start) {
        message = new AnswerMembers(size);
        message.putAll(start.without("role", "content"));
        counts = new AnswerMembers(size);
        counts.putAll(start.object("usage"));
        return List.of(new StreamEvent.MessageStart(AnthropicAnswer.role(start), Json.EMPTY));
    }

    private List<StreamEvent> start(int index, Json.Obj block) {
        var events = new ArrayList<StreamEvent>(2);
        String type = String.valueOf(block.string("type"));
        switch (type) {
            case "text" -> {
                begin(events, index, "text", block, "text");
                words(events, index, block.string("text"));
            }
            case "thinking" -> {
                begin(events, index, "reasoningContent", block, "thinking", "signature");
                thoughts(events, index, block.string("thinking"));
                signature(events, index, block.string("signature"));
            }
            case "redacted_thinking" -> {
                begin(events, index, "reasoningContent", block, "data");
                String data = String.valueOf(block.string("data"));
                events.add(
                        new StreamEvent.ReasoningDelta(
                                index, null, null, Blobs.read(data, "redacted_thinking")));
            }
            case "tool_use" -> toolUse(events, index, block);
            default -> {
                String kind = OWN.kind(type);
                untyped.put(index, new Untyped(kind, new StringBuilder()));
                events.add(new StreamEvent.BlockStart(index, kind, block));
            }
        }
        return events;
    }

    /** Converse announces a text block only if its start has members. */
    private static void begin(
            List<StreamEvent> events, int index, String kind, Json.Obj block, String... typed) {
        Json.Obj rest = block.without("type").without(typed);
        boolean isEmptyList =
                rest.get("citations") instanceof Json.Arr list && list.elements().isEmpty();
        rest = isEmptyList ? rest.without("citations") : rest;
        if (!rest.isEmpty()) {
            events.add(new StreamEvent.BlockStart(index, kind, OWN.kept(rest)));
        }
    }

    private static void toolUse(List<StreamEvent> events, int index, Json.Obj block) {
        Json.Obj start =
                new JsonFields()
                        .put("toolUseId", block.string("id"))
                        .put("name", block.string("name"))
                        .putAll(OWN.kept(block.without("type", "id", "name", "input")))
                        .json();
        events.add(new StreamEvent.BlockStart(index, "toolUse", start));
        if (!block.object("input").isEmpty()) {
            events.add(new StreamEvent.ToolUseDelta(index, block.object("input").toString()));
        }
    }

    private List<StreamEvent> delta(int index, Json.Obj delta) {
        Untyped block = untyped.get(index);
        if (block != null) {
            return ofUntyped(index, block, delta);
        }
        var events = new ArrayList<StreamEvent>(1);
        switch (String.valueOf(delta.string("type"))) {
            case "text_delta" -> words(events, index, delta.string("text"));
            case "thinking_delta" -> thoughts(events, index, delta.string("thinking"));
            case "signature_delta" -> signature(events, index, delta.string("signature"));
            case "input_json_delta" -> {
                String input = delta.string("partial_json");
                if (input != null && !input.isEmpty()) {
                    events.add(new StreamEvent.ToolUseDelta(index, input));
                }
            }
            case "citations_delta" ->
                    events.add(
                            new StreamEvent.CitationDelta(
                                    index, AnthropicCitations.read(delta.object("citation"))));
            default ->
                    events.add(
                            new StreamEvent.UnknownDelta(index, OWN.kept(delta.without("type"))));
        }
        return events;
    }

    /** As in Converse, a delta of an unknown kind names its kind. */
    private List<StreamEvent> ofUntyped(int index, Untyped block, Json.Obj delta) {
        String input = delta.string("partial_json");
        if (input != null) {
            size.keep(input);
            block.input().append(input);
            return List.of();
        }
        return List.of(
                new StreamEvent.UnknownDelta(
                        index, Json.EMPTY.with(block.kind(), delta.without("type"))));
    }

    private List<StreamEvent> stop(int index) {
        Untyped block = untyped.remove(index);
        var events = new ArrayList<StreamEvent>(2);
        if (block != null && !block.input().isEmpty()) {
            Json input = ToolInputs.read(block.input().toString());
            events.add(
                    new StreamEvent.UnknownDelta(
                            index, Json.EMPTY.with(block.kind(), Json.EMPTY.with("input", input))));
        }
        events.add(new StreamEvent.BlockStop(index));
        return events;
    }

    private List<StreamEvent> messageDelta(Json.Obj piece) {
        message.putAll(piece.object("delta"));
        message.putAll(piece.without("type", "delta", "usage"));
        for (var count : piece.object("usage").members().entrySet()) {
            if (!(count.getValue() instanceof Json.Null && counts.get(count.getKey()) != null)) {
                counts.put(count.getKey(), count.getValue());
            }
        }
        return List.of();
    }

    /** An answer with a stop reason is complete: a later failure does not revoke it. */
    private List<StreamEvent> stopOr(BedrockException failure) {
        if (message.get("stop_reason") instanceof Json.Str) {
            return messageStop(Json.EMPTY);
        }
        throw failure;
    }

    private List<StreamEvent> messageStop(Json.Obj piece) {
        if (!(message.get("stop_reason") instanceof Json.Str(String reason))) {
            throw new JsonException("the answer stopped without a stop_reason");
        }
        Json.Obj counted = counts.json();
        if (!counted.isEmpty()) {
            message.put("usage", counted);
        }
        Json.Obj said =
                new JsonFields().putAll(message.json()).putAll(piece.without("type")).json();
        Usage usage = AnthropicUsage.of(counted);
        var events = new ArrayList<StreamEvent>(2);
        events.add(new StreamEvent.MessageStop(AnthropicAnswer.reason(reason), said));
        if (usage.known()) {
            events.add(new StreamEvent.Metadata(Json.EMPTY.with("usage", usage.json())));
        }
        return events;
    }

    private static void words(List<StreamEvent> events, int index, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            events.add(new StreamEvent.TextDelta(index, text));
        }
    }

    private static void thoughts(List<StreamEvent> events, int index, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            events.add(new StreamEvent.ReasoningDelta(index, text, null, null));
        }
    }

    private static void signature(List<StreamEvent> events, int index, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            events.add(new StreamEvent.ReasoningDelta(index, null, text, null));
        }
    }

    private static int index(Json.Obj piece) {
        long index = piece.integer("index", -1);
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw new JsonException("the event must have an index from 0 on");
        }
        return (int) index;
    }
}
