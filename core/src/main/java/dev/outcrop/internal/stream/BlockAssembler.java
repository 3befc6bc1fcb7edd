package dev.outcrop.internal.stream;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Assembles one content block from its start and its deltas. */
final class BlockAssembler {
    /** Kinds that Converse does not announce, but other APIs do, with their own members. */
    private static final String THOUGHT = "reasoningContent";

    private static final String WORDS = "text";

    private final String kind;
    private final Json.Obj start;
    private boolean closed;

    private @Nullable StringBuilder text;
    private @Nullable StringBuilder thoughts;
    private @Nullable StringBuilder signature;
    private @Nullable StringBuilder input;
    private final BlobAssembler redacted = new BlobAssembler();
    private final List<Citation> citations = new ArrayList<>(0);
    private final List<Content> results = new ArrayList<>(0);
    private final ImageAssembler image = new ImageAssembler();
    private final UnknownDeltas unknown = new UnknownDeltas();

    /**
     * @param kind the kind announced by the block's start; empty for a block that began with a
     *     delta
     * @throws ProtocolException if a tool call or result has no id or name in its start
     */
    BlockAssembler(String kind, Json.Obj start) {
        this.kind = kind;
        this.start = start;
        if (kind.equals("toolUse")
                && (start.string("toolUseId") == null || start.string("name") == null)) {
            throw new ProtocolException(
                    "the stream began a toolUse without id or name", ErrorDetails.NONE);
        }
        if (kind.equals("toolResult") && start.string("toolUseId") == null) {
            throw new ProtocolException(
                    "the stream began a toolResult without id", ErrorDetails.NONE);
        }
        if (kind.isEmpty()) {
            unknown.add(start);
        }
        if (kind.equals(WORDS)) {
            text = new StringBuilder();
        }
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isToolUse() {
        return kind.equals("toolUse");
    }

    void add(String words) {
        text = appended(text, words);
    }

    void add(StreamEvent.ReasoningDelta delta) {
        if (delta.text() != null) {
            thoughts = appended(thoughts, delta.text());
        }
        if (delta.signature() != null) {
            signature = appended(signature, delta.signature());
        }
        if (delta.redacted() != null) {
            redacted.add(delta.redacted());
        }
    }

    void add(StreamEvent.ToolUseDelta delta) {
        if (!isToolUse()) {
            throw new ProtocolException(
                    "the stream sent tool input for block "
                            + delta.index()
                            + ", which did not begin as a toolUse",
                    ErrorDetails.NONE);
        }
        input = appended(input, delta.input());
    }

    void add(StreamEvent.ToolResultDelta delta) {
        if (!kind.equals("toolResult")) {
            throw new ProtocolException(
                    "the stream sent a tool result for block "
                            + delta.index()
                            + ", which did not begin as a toolResult",
                    ErrorDetails.NONE);
        }
        results.addAll(delta.content());
    }

    void add(Citation citation) {
        citations.add(citation);
    }

    void addImage(Json.Obj delta) {
        image.add(delta);
    }

    /** Text counts as text even if unknown members come with it. */
    void addUnknown(Json.Obj delta) {
        String words = delta.string("text");
        if (words == null) {
            unknown.add(delta);
        } else {
            add(words);
            unknown.add(delta.without("text"));
        }
    }

    /** Returns the content as blocks: usually one, none if nothing has arrived. */
    List<Content> content() {
        var blocks = new ArrayList<Content>(1);
        switch (kind) {
            case "" -> {}
            case "toolUse" -> blocks.add(toolUse());
            case "toolResult" -> blocks.add(toolResult());
            case "image" -> blocks.add(image.content(start, unknown.joined()));
            case THOUGHT, WORDS -> {} // their deltas contain their kind
            default -> blocks.add(ofUnknownKind());
        }
        addReasoning(blocks, kind.equals(THOUGHT) ? rest() : Json.EMPTY);
        if (kind.equals(THOUGHT) && blocks.isEmpty()) {
            blocks.add(new Content.Reasoning("", null, null, rest()));
        }
        addWords(blocks, moreOfWords());
        if (!kind.equals("image") && !image.isEmpty()) {
            blocks.add(image.content(Json.EMPTY, Json.EMPTY));
        }
        return blocks;
    }

    private Json.Obj moreOfWords() {
        return kind.isEmpty() ? unknown.joined() : kind.equals(WORDS) ? rest() : Json.EMPTY;
    }

    private void addReasoning(List<Content> blocks, Json.Obj more) {
        if (thoughts != null || signature != null) {
            blocks.add(
                    new Content.Reasoning(
                            thoughts == null ? "" : thoughts.toString(),
                            signature == null ? null : signature.toString(),
                            null,
                            more));
        }
        Blob hidden = redacted.joined();
        if (hidden != null) {
            blocks.add(new Content.Reasoning(null, null, hidden, more));
        }
    }

    private void addWords(List<Content> blocks, Json.Obj more) {
        if (!citations.isEmpty()) {
            blocks.add(
                    new Content.CitedText(
                            text == null ? List.of() : List.of(Content.text(text.toString())),
                            citations,
                            more));
        } else if (text != null) {
            blocks.add(new Content.Text(text.toString(), more));
        } else if (!more.isEmpty()) {
            blocks.add(new Content.Unknown(more));
        }
    }

    private Content toolUse() {
        return new Content.ToolUse(
                named("toolUseId"),
                named("name"),
                input(),
                start.string("type"),
                rest("toolUseId", "name", "type"));
    }

    /**
     * Without a delta there are no arguments; text that is not JSON stays text, and is never run.
     */
    private Json input() {
        if (input == null || input.isEmpty()) {
            return Json.EMPTY;
        }
        String written = input.toString();
        try {
            return Json.parse(written, AnswerLimits.JSON);
        } catch (JsonException e) {
            return Json.of(written);
        }
    }

    private Content toolResult() {
        return new Content.ToolResult(
                named("toolUseId"),
                results,
                start.string("status"),
                start.string("type"),
                rest("toolUseId", "status", "type"));
    }

    private String named(String member) {
        return Objects.requireNonNull(start.string(member));
    }

    /** As for known kinds, a delta names the kind of its block. */
    private Content ofUnknownKind() {
        return new Content.Unknown(
                UnknownDeltas.join(Json.EMPTY.with(kind, start), unknown.joined()));
    }

    /** The members of the start, and the deltas, that have no field in the types. */
    private Json.Obj rest(String... typed) {
        Json.Obj more = start;
        for (String name : typed) {
            if (start.string(name) != null) {
                more = more.without(name);
            }
        }
        return UnknownDeltas.join(more, unknown.joined());
    }

    private static StringBuilder appended(@Nullable StringBuilder so, String more) {
        return (so == null ? new StringBuilder() : so).append(more);
    }
}
