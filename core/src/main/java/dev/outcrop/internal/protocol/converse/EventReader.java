package dev.outcrop.internal.protocol.converse;

import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.stream.Blobs;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonReader;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Reads the payloads of ConverseStream's events. {@code p}, the padding that Bedrock adds to each
 * event, is ignored.
 */
final class EventReader {
    private static final String PADDING = "p";

    private static final Set<String> KNOWN =
            Set.of(
                    "messageStart",
                    "contentBlockStart",
                    "contentBlockDelta",
                    "contentBlockStop",
                    "messageStop",
                    "metadata");

    private EventReader() {}

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html
    static StreamEvent event(String type, byte[] buffer, int offset, int length) {
        StreamEvent text =
                type.equals("contentBlockDelta")
                        ? TextDeltaScan.read(buffer, offset, length)
                        : null;
        return text == null ? parsed(type, buffer, offset, length) : text;
    }

    static StreamEvent parsed(String type, byte[] buffer, int offset, int length) {
        JsonReader json = JsonReader.of(buffer, offset, length, AnswerLimits.JSON);
        StreamEvent event = event(type, json, length);
        if (length > 0) {
            json.end(); // which also gives the parser's buffers and names to the next one
        }
        return event;
    }

    static boolean isKnown(String type) {
        return KNOWN.contains(type);
    }

    /**
     * An unknown event. Its payload may be anything; invalid JSON is dropped.
     *
     * @throws JsonException if the payload exceeds the JSON limits
     */
    static StreamEvent unknown(String type, byte[] buffer, int offset, int length) {
        Json said = Json.EMPTY;
        try {
            if (length > 0) {
                JsonReader json = JsonReader.of(buffer, offset, length, AnswerLimits.JSON);
                Json value = json.value();
                json.end();
                said = value;
            }
        } catch (JsonException e) {
            if (e.isBeyondLimits()) {
                throw e;
            }
        }
        return new StreamEvent.Unknown(type, withoutPadding(said));
    }

    private static Json withoutPadding(Json said) {
        return said instanceof Json.Obj object ? object.without(PADDING) : said;
    }

    private static StreamEvent event(String type, JsonReader json, int length) {
        if (type.equals("contentBlockDelta")) {
            return delta(json);
        }
        Json value = length == 0 ? Json.NULL : json.value();
        Json said = withoutPadding(value);
        return switch (type) {
            case "messageStart" -> messageStart(object(said));
            case "contentBlockStart" -> blockStart(object(said));
            case "contentBlockStop" -> new StreamEvent.BlockStop(index(object(said)));
            case "messageStop" -> messageStop(object(said));
            case "metadata" -> new StreamEvent.Metadata(object(said));
            default -> new StreamEvent.Unknown(type, length == 0 ? Json.EMPTY : said);
        };
    }

    private static Json.Obj object(Json said) {
        if (said instanceof Json.Obj object) {
            return object;
        }
        throw new JsonException("an event must be an object");
    }

    private static StreamEvent delta(JsonReader json) {
        int index = -1;
        Object delta = null; // a String, or the Json.Obj of any other delta
        json.object();
        for (String name; (name = json.name()) != null; ) {
            switch (name) {
                case "contentBlockIndex" -> index = json.index();
                case "delta" -> delta = textOrObject(json);
                default -> json.skip();
            }
        }
        if (index < 0 || delta == null) {
            throw new JsonException(
                    "a contentBlockDelta must have a contentBlockIndex and a delta");
        }
        return delta instanceof String text
                ? new StreamEvent.TextDelta(index, text)
                : delta(index, (Json.Obj) delta);
    }

    private static Object textOrObject(JsonReader json) {
        json.object();
        String text = null;
        var others = new LinkedHashMap<String, Json>(0);
        for (String name; (name = json.name()) != null; ) {
            Json value = json.value();
            if (name.equals("text") && value instanceof Json.Str(String words)) {
                text = words;
            } else {
                others.put(name, value);
            }
        }
        if (text == null) {
            return new Json.Obj(others);
        }
        return others.isEmpty() ? text : new Json.Obj(others).with("text", Json.of(text));
    }

    private static StreamEvent delta(int index, Json.Obj delta) {
        StreamEvent known = null;
        if (delta.members().size() == 1) {
            var member = delta.members().entrySet().iterator().next();
            known =
                    switch (member.getKey()) {
                        case "toolUse" -> toolUse(index, member.getValue());
                        case "reasoningContent" -> reasoning(index, member.getValue());
                        case "toolResult" -> toolResult(index, member.getValue());
                        case "citation" -> citation(index, member.getValue());
                        case "image" ->
                                member.getValue() instanceof Json.Obj image
                                        ? new StreamEvent.ImageDelta(index, image)
                                        : null;
                        default -> null;
                    };
        }
        return known == null ? new StreamEvent.UnknownDelta(index, delta) : known;
    }

    private static @Nullable StreamEvent toolUse(int index, Json json) {
        String input = json instanceof Json.Obj object ? only(object, "input") : null;
        return input == null ? null : new StreamEvent.ToolUseDelta(index, input);
    }

    private static @Nullable StreamEvent reasoning(int index, Json json) {
        if (!(json instanceof Json.Obj object)) {
            return null;
        }
        String text = only(object, "text");
        String signature = only(object, "signature");
        String redacted = only(object, "redactedContent");
        return text == null && signature == null && redacted == null
                ? null
                : new StreamEvent.ReasoningDelta(
                        index,
                        text,
                        signature,
                        redacted == null ? null : Blobs.read(redacted, "redactedContent"));
    }

    private static @Nullable StreamEvent toolResult(int index, Json json) {
        if (!(json instanceof Json.Arr(List<Json> elements))) {
            return null;
        }
        var content = new ArrayList<Content>(elements.size());
        for (Json element : elements) {
            if (!(element instanceof Json.Obj)) {
                return null;
            }
            content.add(Content.fromJson(element));
        }
        return new StreamEvent.ToolResultDelta(index, content);
    }

    private static @Nullable StreamEvent citation(int index, Json json) {
        return json instanceof Json.Obj
                ? new StreamEvent.CitationDelta(index, Citation.fromJson(json))
                : null;
    }

    private static StreamEvent messageStart(Json.Obj json) {
        String role = json.string("role");
        if (role == null) {
            throw new JsonException("a messageStart must have a role");
        }
        return new StreamEvent.MessageStart(new Role(role), json.without("role"));
    }

    private static StreamEvent blockStart(Json.Obj json) {
        Json.Obj start = json.object("start");
        if (start.members().size() == 1) {
            var member = start.members().entrySet().iterator().next();
            if (member.getValue() instanceof Json.Obj body) {
                return new StreamEvent.BlockStart(index(json), member.getKey(), body);
            }
            if (member.getKey().equals("toolUse") || member.getKey().equals("toolResult")) {
                throw new JsonException("the start of a " + member.getKey() + " must be an object");
            }
        }
        return new StreamEvent.BlockStart(index(json), "", start);
    }

    private static StreamEvent messageStop(Json.Obj json) {
        String reason = json.string("stopReason");
        if (reason == null) {
            throw new JsonException("a messageStop must have a stopReason");
        }
        return new StreamEvent.MessageStop(new StopReason(reason), json.without("stopReason"));
    }

    private static int index(Json.Obj json) {
        long index = json.integer("contentBlockIndex", -1);
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw new JsonException("the event must have a contentBlockIndex from 0 on");
        }
        return (int) index;
    }

    private static @Nullable String only(Json.Obj json, String name) {
        return json.members().size() == 1 ? json.string(name) : null;
    }
}
