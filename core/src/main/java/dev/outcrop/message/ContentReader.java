package dev.outcrop.message;

import dev.outcrop.internal.json.Members;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads messages and content blocks. A block without a matching type, because it is new or because
 * a member is missing, becomes {@link Content.Unknown} and is kept completely; a value that is not
 * an object reads as null, and the reader of the list then keeps the whole list.
 */
final class ContentReader {
    /** The nesting of blocks; Bedrock has three levels. Deeper blocks are kept unparsed. */
    private static final int DEEPEST = 20;

    private ContentReader() {}

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html
    static Message message(Json json) {
        try {
            return messageWithoutPlace(json);
        } catch (JsonException e) {
            throw e.at(placeOfBlock(json));
        }
    }

    private static Message messageWithoutPlace(Json json) {
        if (!(json instanceof Json.Obj object)) {
            throw new JsonException("a message must be an object");
        }
        var members = new Members(object);
        String role = members.string("role");
        List<Content> content = members.required("content", ContentReader::content);
        if (role == null || content == null) {
            throw new JsonException(
                    "a message must have a role, and content that is a list of objects");
        }
        return new Message(new Role(role), content, members.rest());
    }

    /** The place of the first block of a message that cannot be read; empty if all can be. */
    private static String placeOfBlock(Json json) {
        if (json instanceof Json.Obj message && message.string("role") != null) {
            List<Json> blocks = message.array("content");
            for (int i = 0; i < blocks.size(); i++) {
                try {
                    messageWithoutPlace(message.with("content", Json.array(blocks.get(i))));
                } catch (JsonException e) {
                    return "/content/" + i;
                }
            }
        }
        return "";
    }

    static Content block(Json json) {
        Content block = content(json);
        if (block == null) {
            throw new JsonException("a block must be an object");
        }
        return block;
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html
    private static @Nullable Content content(Json json) {
        return content(json, 0);
    }

    private static @Nullable Content content(Json json, int depth) {
        if (!(json instanceof Json.Obj block)) {
            return null;
        }
        Content known = depth == DEEPEST ? null : known(block, depth);
        return known == null ? new Content.Unknown(block) : known;
    }

    /** Reads blocks within a block. */
    private static Function<Json, @Nullable Content> inside(Members block) {
        return json -> content(json, block.depth() + 1);
    }

    private static @Nullable Content known(Json.Obj block, int depth) {
        if (block.get("text") instanceof Json.Str(String text)) {
            return new Content.Text(text, block.without("text"));
        }
        if (block.get("json") != null) {
            return new Content.JsonValue(
                    Objects.requireNonNull(block.get("json")), block.without("json"));
        }
        if (block.members().size() != 1) {
            return null;
        }
        var member = block.members().entrySet().iterator().next();
        return member.getValue() instanceof Json.Obj body
                ? structure(member.getKey(), new Members(body, depth))
                : null;
    }

    private static @Nullable Content structure(String kind, Members body) {
        return switch (kind) {
            case "image" -> image(body);
            case "document" -> document(body);
            case "video" -> video(body);
            case "audio" -> audio(body);
            case "toolUse" -> toolUse(body);
            case "toolResult" -> toolResult(body);
            case "guardContent" -> guardContent(body);
            case "cachePoint" -> cachePoint(body);
            case "reasoningContent" -> reasoning(body);
            case "citationsContent" -> cited(body);
            case "searchResult" -> searchResult(body);
            case "toolAddition" -> toolAddition(body);
            case "toolRemoval" -> toolRemoval(body);
            default -> null;
        };
    }

    private static Content.@Nullable Image image(Members body) {
        String format = body.string("format");
        Source source = body.object("source", json -> source(json, body.depth()));
        return format == null || source == null
                ? null
                : new Content.Image(format, source, body.rest());
    }

    private static @Nullable Content document(Members body) {
        String name = body.string("name");
        Source source = body.object("source", json -> source(json, body.depth()));
        return name == null || source == null
                ? null
                : new Content.Document(
                        body.string("format"),
                        name,
                        source,
                        body.string("context"),
                        body.object("citations", ContentReader::enabled),
                        body.rest());
    }

    private static @Nullable Content video(Members body) {
        String format = body.string("format");
        Source source = body.object("source", json -> source(json, body.depth()));
        return format == null || source == null
                ? null
                : new Content.Video(format, source, body.rest());
    }

    private static @Nullable Content audio(Members body) {
        String format = body.string("format");
        Source source = body.object("source", json -> source(json, body.depth()));
        return format == null || source == null
                ? null
                : new Content.Audio(format, source, body.rest());
    }

    private static @Nullable Content toolUse(Members body) {
        String id = body.string("toolUseId");
        String name = body.string("name");
        Json input = body.value("input");
        return id == null || name == null || input == null
                ? null
                : new Content.ToolUse(id, name, input, body.string("type"), body.rest());
    }

    private static @Nullable Content toolResult(Members body) {
        String id = body.string("toolUseId");
        List<Content> content = body.required("content", inside(body));
        return id == null || content == null
                ? null
                : new Content.ToolResult(
                        id, content, body.string("status"), body.string("type"), body.rest());
    }

    private static @Nullable Content guardContent(Members body) {
        var text = body.object("text", ContentReader::guardText);
        if (text != null) {
            return new Content.GuardContent(text.text(), text.qualifiers(), body.rest());
        }
        Content.Image image =
                body.object("image", inner -> image(new Members(inner, body.depth())));
        return image == null ? null : new Content.GuardContent(image, List.of(), body.rest());
    }

    private record GuardText(Content.Text text, List<String> qualifiers) {}

    private static @Nullable GuardText guardText(Json.Obj json) {
        var members = new Members(json);
        String text = members.string("text");
        List<String> qualifiers = members.list("qualifiers", Members::text);
        return text == null
                ? null
                : new GuardText(new Content.Text(text, members.rest()), qualifiers);
    }

    private static Content.@Nullable CachePoint cachePoint(Members body) {
        String type = body.string("type");
        return type == null ? null : new Content.CachePoint(type, body.string("ttl"), body.rest());
    }

    private static @Nullable Content reasoning(Members body) {
        String redacted = body.string("redactedContent");
        if (redacted != null) {
            return new Content.Reasoning(
                    null, null, blob(redacted, "redactedContent"), body.rest());
        }
        if (body.value("reasoningText") instanceof Json.Obj inner && body.rest().isEmpty()) {
            var members = new Members(inner);
            String text = members.string("text");
            return text == null
                    ? null
                    : new Content.Reasoning(
                            text, members.string("signature"), null, members.rest());
        }
        return null;
    }

    private static Content cited(Members body) {
        return new Content.CitedText(
                body.list("content", inside(body)),
                body.list("citations", json -> citation(json, body.depth())),
                body.rest());
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Citation.html
    static Citation citation(Json json) {
        Citation citation = citation(json, 0);
        if (citation == null) {
            throw new JsonException("a citation must be an object");
        }
        return citation;
    }

    private static @Nullable Citation citation(Json json, int depth) {
        if (!(json instanceof Json.Obj object)) {
            return null;
        }
        var members = new Members(object, depth);
        return new Citation(
                members.string("title"),
                members.string("source"),
                members.list("sourceContent", inside(members)),
                members.object("location", ContentReader::location),
                members.rest());
    }

    private static Citation.@Nullable Location location(Json.Obj json) {
        if (json.members().size() != 1) {
            return null;
        }
        var member = json.members().entrySet().iterator().next();
        return member.getValue() instanceof Json.Obj body
                ? new Citation.Location(member.getKey(), body)
                : null;
    }

    private static @Nullable Content searchResult(Members body) {
        String source = body.string("source");
        String title = body.string("title");
        List<Content> content = body.required("content", inside(body));
        return source == null || title == null || content == null
                ? null
                : new Content.SearchResult(
                        source,
                        title,
                        content,
                        body.object("citations", ContentReader::enabled),
                        body.rest());
    }

    private static @Nullable Content toolAddition(Members body) {
        return body.value("tool") instanceof Json.Obj tool
                ? new Content.ToolAddition(tool, body.rest())
                : null;
    }

    private static @Nullable Content toolRemoval(Members body) {
        return body.value("tool") instanceof Json.Obj tool
                ? new Content.ToolRemoval(tool, body.rest())
                : null;
    }

    private static Source source(Json.Obj json, int depth) {
        Source known = json.members().size() == 1 ? known(new Members(json, depth)) : null;
        return known == null ? new Source.Unknown(json) : known;
    }

    private static @Nullable Source known(Members source) {
        String base64 = source.string("bytes");
        if (base64 != null) {
            return new Source.Bytes(blob(base64, "the bytes of a source"));
        }
        String text = source.string("text");
        if (text != null) {
            return new Source.PlainText(text);
        }
        List<Content> content = source.required("content", inside(source));
        if (content != null) {
            return new Source.Blocks(content);
        }
        return source.object("s3Location", ContentReader::s3);
    }

    private static @Nullable Source s3(Json.Obj json) {
        var members = new Members(json);
        String uri = members.string("uri");
        return uri == null
                ? null
                : new Source.S3(uri, members.string("bucketOwner"), members.rest());
    }

    /** {@code {"enabled": true}} as a Boolean, if it has no other members. */
    private static @Nullable Boolean enabled(Json.Obj json) {
        if (json.members().size() != 1) {
            return null;
        }
        return json.get("enabled") instanceof Json.Bool(boolean value) ? value : null;
    }

    private static Source.Blob blob(String base64, String what) {
        try {
            return new Source.Blob(base64);
        } catch (IllegalArgumentException e) {
            throw new JsonException(what + ": " + e.getMessage(), e);
        }
    }
}
