package dev.outcrop.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One message of a conversation.
 *
 * @param role the author
 * @param content the blocks, in order
 * @param more members that this version does not support
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html">Message</a>
 */
public record Message(Role role, List<Content> content, Json.Obj more) {
    public Message {
        Objects.requireNonNull(more, "more");
        Objects.requireNonNull(role, "role");
        content = Listed.of(content, "content");
    }

    public Message(Role role, List<Content> content) {
        this(role, content, Json.EMPTY);
    }

    public static Message user(String text) {
        return user(Content.text(text));
    }

    public static Message user(Content... content) {
        return new Message(Role.USER, Arrays.asList(content));
    }

    /** Returns a user's message of a text, followed by these blocks. */
    public static Message user(String text, Content... more) {
        var content = new ArrayList<Content>(1 + more.length);
        content.add(Content.text(text));
        content.addAll(Arrays.asList(more));
        return new Message(Role.USER, content);
    }

    public static Message assistant(String text) {
        return assistant(Content.text(text));
    }

    public static Message assistant(Content... content) {
        return new Message(Role.ASSISTANT, Arrays.asList(content));
    }

    /** Returns a system prompt, for methods that accept a list of messages. */
    public static Message system(String text) {
        return system(Content.text(text));
    }

    /** Returns a system prompt of several blocks, for methods that accept a list of messages. */
    public static Message system(Content... content) {
        return new Message(Role.SYSTEM, Arrays.asList(content));
    }

    /** Returns the text of this message, without thinking, tool calls and media. */
    public String text() {
        return Content.text(content);
    }

    /** Returns this message with other content. */
    public Message withContent(List<Content> content) {
        return new Message(role, content, more);
    }

    /**
     * Reads a message of Converse. Jackson 2 and 3 read messages by this method.
     *
     * @throws dev.outcrop.json.JsonException if it is not a message; the message contains the
     *     position
     */
    @JsonCreator
    public static Message fromJson(Json json) {
        return ContentReader.message(json);
    }

    /** Returns this message as Converse writes it. Jackson 2 and 3 write it, too. */
    @JsonValue
    public Json.Obj toJson() {
        return (Json.Obj) JsonWriter.tree(this::writeTo);
    }

    /** Writes the JSON of {@link #toJson()}, without a tree in memory. */
    public void writeTo(JsonWriter json) {
        new ContentWriter(json).message(this);
    }
}
