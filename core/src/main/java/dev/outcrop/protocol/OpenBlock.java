package dev.outcrop.protocol;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Blob;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A content block on its way: what its start and its deltas have said so far. */
final class OpenBlock {
    private final String kind;
    private final Json.Obj start;
    private boolean closed;

    private @Nullable StringBuilder text;
    private @Nullable StringBuilder thoughts;
    private @Nullable StringBuilder signature;
    private @Nullable StringBuilder input;
    private final List<Blob> redacted = new ArrayList<>(0);
    private final List<Citation> citations = new ArrayList<>(0);
    private final List<Content> results = new ArrayList<>(0);
    private Json.Obj image = Json.EMPTY;
    private Json.Obj unknown = Json.EMPTY;

    /**
     * @param kind what the block's start said it is; empty for a block that began with a delta
     */
    OpenBlock(String kind, Json.Obj start) {
        this.kind = kind;
        this.start = start;
    }

    /** Whether a start says what a block of its kind cannot be without. */
    static boolean isNamed(StreamEvent.BlockStart start) {
        return switch (start.kind()) {
            case "toolUse" ->
                    start.start().string("toolUseId") != null
                            && start.start().string("name") != null;
            case "toolResult" -> start.start().string("toolUseId") != null;
            default -> true;
        };
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
            requireBytes(delta.index());
        }
    }

    /** One piece goes back as it came; several can only be joined as bytes. */
    private void requireBytes(int index) {
        try {
            if (redacted.size() == 2) {
                redacted.getFirst().bytes();
            }
            if (redacted.size() > 1) {
                redacted.getLast().bytes();
            }
        } catch (IllegalArgumentException e) {
            redacted.removeLast();
            throw new ProtocolException(
                    "the stream sent redacted thinking that is no base64 for block " + index,
                    Facts.NONE,
                    e);
        }
    }

    void add(StreamEvent.ToolUseDelta delta) {
        if (!isToolUse()) {
            throw new ProtocolException(
                    "the stream sent tool input for block "
                            + delta.index()
                            + ", which did not begin as a toolUse",
                    Facts.NONE);
        }
        input = appended(input, delta.input());
    }

    void add(Citation citation) {
        citations.add(citation);
    }

    void addResults(List<Content> content) {
        results.addAll(content);
    }

    void addImage(Json.Obj delta) {
        image = Deltas.join(image, delta);
    }

    void addUnknown(Json.Obj delta) {
        unknown = Deltas.join(unknown, delta);
    }

    /** What has been said, as blocks: mostly one, none where nothing was said. */
    List<Content> content() {
        return switch (kind) {
            case "toolUse" -> List.of(toolUse());
            case "toolResult" -> List.of(toolResult());
            case "image" -> List.of(image());
            case "" -> spoken();
            default ->
                    List.of(
                            new Content.Unknown(
                                    Json.EMPTY.with(kind, Deltas.join(start, unknown))));
        };
    }

    private List<Content> spoken() {
        var blocks = new ArrayList<Content>(1);
        if (thoughts != null || signature != null) {
            blocks.add(
                    new Content.Reasoning(
                            thoughts == null ? "" : thoughts.toString(),
                            signature == null ? null : signature.toString()));
        }
        if (!redacted.isEmpty()) {
            blocks.add(Content.Reasoning.redacted(joined(redacted)));
        }
        if (!citations.isEmpty()) {
            blocks.add(
                    new Content.CitedText(
                            text == null ? List.of() : List.of(Content.text(text.toString())),
                            citations,
                            unknown));
        } else if (text != null) {
            blocks.add(new Content.Text(text.toString(), unknown));
        } else if (!unknown.isEmpty()) {
            blocks.add(new Content.Unknown(unknown));
        }
        return blocks;
    }

    private Content toolUse() {
        return new Content.ToolUse(
                named("toolUseId"),
                named("name"),
                input(),
                start.string("type"),
                unsaid("toolUseId", "name", "type"));
    }

    /** No delta at all means no arguments; text that is no JSON stays text, and is never run. */
    private Json input() {
        if (input == null || input.isEmpty()) {
            return Json.EMPTY;
        }
        String written = input.toString();
        try {
            return Json.parse(written);
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
                unsaid("toolUseId", "status", "type"));
    }

    private String named(String member) {
        return Objects.requireNonNull(start.string(member));
    }

    private Content image() {
        String format = start.string("format");
        Json.Obj source = image.object("source");
        String bytes = source.string("bytes");
        Json.Obj rest = Deltas.join(unsaid("format"), image.without("source"));
        return new Content.Image(
                format == null ? "" : format,
                bytes == null ? new Source.Unknown(source) : new Source.Bytes(new Blob(bytes)),
                rest);
    }

    private Json.Obj unsaid(String... said) {
        return Deltas.join(start.without(said), unknown);
    }

    private static StringBuilder appended(@Nullable StringBuilder so, String more) {
        return (so == null ? new StringBuilder() : so).append(more);
    }

    private static Blob joined(List<Blob> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        var all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.writeBytes(piece.bytes()));
        return Blob.of(all.toByteArray());
    }
}
