package dev.outcrop.internal.protocol.anthropic;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.internal.stream.Blobs;
import dev.outcrop.internal.transport.ErrorReader;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads a whole answer of Anthropic's Messages API, and writes it. */
final class AnthropicAnswer {
    private static final VendorMembers OWN = VendorMembers.ANTHROPIC;

    private AnthropicAnswer() {}

    static Turn turn(Json.Obj body) {
        if ("error".equals(body.string("type")) && body.get("error") != null) {
            throw ErrorReader.ofVendor(body, ErrorDetails.NONE);
        }
        String reason = body.string("stop_reason");
        if (!(body.get("content") instanceof Json.Arr(List<Json> elements)) || reason == null) {
            throw new JsonException("an answer must have content and a stop_reason");
        }
        var content = new ArrayList<Content>(elements.size());
        for (Json element : elements) {
            if (!(element instanceof Json.Obj block)) {
                throw new JsonException("a block of an answer must be an object");
            }
            content.add(block(block));
        }
        return new Turn(
                new Message(role(body), content),
                new Turn.Metadata(
                        reason(reason),
                        AnthropicUsage.of(body.object("usage")),
                        body.without("role", "content"),
                        null));
    }

    static Json.Obj response(Turn turn) {
        Turn.Metadata metadata = turn.metadata();
        var body = new JsonFields().put("role", turn.role().wire());
        body.put("content", AnthropicContentWriter.of(turn.content()));
        if (metadata != null && metadata.stopReason() != null) {
            body.put("stop_reason", metadata.stopReason().wire());
        }
        return metadata == null ? body.json() : body.putAll(metadata.more()).json();
    }

    static Role role(Json.Obj message) {
        String role = message.string("role");
        return role == null ? Role.ASSISTANT : new Role(role);
    }

    /** Anthropic's names are the same as Converse's, except one. */
    static StopReason reason(String word) {
        return word.equals("refusal") ? StopReason.CONTENT_FILTERED : new StopReason(word);
    }

    private static Content block(Json.Obj block) {
        String type = block.string("type");
        Content known = type == null ? null : known(type, block);
        return known == null ? OWN.unknown(type == null ? "block" : type, block) : known;
    }

    private static @Nullable Content known(String type, Json.Obj block) {
        return switch (type) {
            case "text" -> text(block);
            case "tool_use" -> toolUse(block);
            case "thinking" -> {
                String text = block.string("thinking");
                String signature = block.string("signature");
                yield text == null
                        ? null
                        : new Content.Reasoning(
                                text, signature, null, rest(block, "thinking", "signature"));
            }
            case "redacted_thinking" -> {
                String data = block.string("data");
                yield data == null
                        ? null
                        : new Content.Reasoning(
                                null,
                                null,
                                Blobs.read(data, "redacted_thinking"),
                                rest(block, "data"));
            }
            default -> null;
        };
    }

    private static @Nullable Content text(Json.Obj block) {
        String text = block.string("text");
        if (text == null) {
            return null;
        }
        List<Json> elements = block.array("citations");
        List<Citation> citations = elements.isEmpty() ? null : AnthropicCitations.read(elements);
        return citations == null
                ? new Content.Text(text, rest(block, "text"))
                : new Content.CitedText(
                        List.of(Content.text(text)), citations, rest(block, "text", "citations"));
    }

    private static @Nullable Content toolUse(Json.Obj block) {
        String id = block.string("id");
        String name = block.string("name");
        Json input = block.get("input");
        return id == null || name == null || input == null
                ? null
                : new Content.ToolUse(id, name, input, null, rest(block, "id", "name", "input"));
    }

    /** Members without a field in the type; a signature that is not text is one of them. */
    private static Json.Obj rest(Json.Obj block, String... taken) {
        Json.Obj rest = block.without("type");
        for (String name : taken) {
            boolean isTyped = !name.equals("signature") || block.string(name) != null;
            rest = isTyped ? rest.without(name) : rest;
        }
        return OWN.kept(rest);
    }
}
