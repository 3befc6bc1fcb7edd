package dev.outcrop.internal.stream;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Limits the memory of an answer, measured roughly in characters: other data than text counts as
 * many characters as it takes bytes. For one thread.
 */
public final class AnswerSizeLimit {
    /** As long as a whole response may be: hundreds of times a usual answer. */
    static final int LIMIT = 64 << 20;

    /** The cost of a JSON value, and of a member's name, in addition to its characters. */
    private static final long OVERHEAD = 32;

    private static final long OBJECT = 160;

    /** The cost of a piece that is stored until the others have arrived. */
    private static final long PIECE = 32;

    /** The cost of a block, which is half a kilobyte; no answer has thousands of them. */
    private static final long BLOCK = 2_048;

    private static final long CITATION = 1_024;
    private static final long CONTENT = 256;

    /** Bounds a stream of empty events, too. */
    private static final long EVENT = 8;

    private long size;

    /**
     * Counts an event.
     *
     * @throws ProtocolException if the answer becomes too long
     */
    void add(StreamEvent event) {
        grow(EVENT + of(event));
    }

    /** Counts a block, begun by any event, deltas and stops included. */
    void addBlock() {
        grow(BLOCK);
    }

    /**
     * Counts JSON that a reader of events stores.
     *
     * @throws ProtocolException if the answer becomes too long
     */
    public void keep(Json json) {
        grow(of(json));
    }

    /** Counts the replacement of stored JSON. */
    void replace(Json before, Json after) {
        grow(of(after) - of(before));
    }

    /** Counts a member's name, with its overhead. */
    void keepName(String name) {
        grow(CONTENT + name.length());
    }

    /** Counts stored text. */
    public void keep(String text) {
        grow(text.length());
    }

    private void grow(long by) {
        size += by;
        if (size > LIMIT) {
            throw new ProtocolException(
                    "the answer is longer than "
                            + LIMIT
                            + " characters, counting each block as "
                            + BLOCK,
                    ErrorDetails.NONE);
        }
    }

    /** Starts counting from zero. */
    void forget() {
        size = 0;
    }

    private static long of(StreamEvent event) {
        return switch (event) {
            case StreamEvent.TextDelta delta -> delta.text().length();
            case StreamEvent.ToolUseDelta delta -> delta.input().length();
            case StreamEvent.ReasoningDelta delta ->
                    of(delta.text())
                            + of(delta.signature())
                            + (delta.redacted() == null ? 0 : delta.redacted().base64().length());
            case StreamEvent.BlockStart start -> start.kind().length() + of(start.start());
            case StreamEvent.ToolResultDelta delta -> of(delta.content());
            case StreamEvent.CitationDelta delta -> of(delta.citation());
            case StreamEvent.ImageDelta delta -> PIECE + of(delta.image());
            case StreamEvent.UnknownDelta delta -> PIECE + of(delta.delta());
            case StreamEvent.MessageStart start -> of(start.more());
            case StreamEvent.MessageStop stop -> of(stop.json());
            case StreamEvent.Metadata metadata -> CONTENT + of(metadata.json());
            case StreamEvent.Unknown unknown -> CONTENT + of(unknown.json());
            case StreamEvent.BlockStop stop -> 0;
            case StreamEvent.Retrying retrying -> 0;
            case StreamEvent.Restarted restarted -> 0;
            case StreamEvent.ToolRequested requested -> 0;
            case StreamEvent.ToolProgress progress -> 0;
            case StreamEvent.ToolReturned returned -> 0;
            case StreamEvent.FellBack fellBack -> 0;
        };
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Uses loops, because a switch over types, or a lambda, takes more of the stack. */
    private static long of(Json json) {
        if (json instanceof Json.Str(String value)) {
            return OVERHEAD + value.length();
        }
        if (json instanceof Json.Num(String literal)) {
            return OVERHEAD + literal.length();
        }
        long sum = OVERHEAD;
        if (json instanceof Json.Obj object) {
            sum = OBJECT;
            for (var member : object.members().entrySet()) {
                sum += OVERHEAD + member.getKey().length() + of(member.getValue());
            }
        } else if (json instanceof Json.Arr array) {
            for (Json element : array.elements()) {
                sum += of(element);
            }
        }
        return sum;
    }

    /** The bytes of a blob are not part of its block's text form. */
    private static long of(List<Content> blocks) {
        long sum = 0;
        for (Content block : blocks) {
            sum += CONTENT + block.toString().length() + media(block);
        }
        return sum;
    }

    private static long of(Citation citation) {
        return CITATION + citation.toString().length();
    }

    private static long media(Content block) {
        Source source =
                switch (block) {
                    case Content.Image image -> image.source();
                    case Content.Document document -> document.source();
                    case Content.Video video -> video.source();
                    case Content.Audio audio -> audio.source();
                    case Content.Text ignored -> null;
                    case Content.JsonValue ignored -> null;
                    case Content.CitedText ignored -> null;
                    case Content.ToolUse ignored -> null;
                    case Content.ToolResult ignored -> null;
                    case Content.Reasoning ignored -> null;
                    case Content.SearchResult ignored -> null;
                    case Content.GuardContent ignored -> null;
                    case Content.CachePoint ignored -> null;
                    case Content.ToolAddition ignored -> null;
                    case Content.ToolRemoval ignored -> null;
                    case Content.Unknown ignored -> null;
                };
        return source instanceof Source.Bytes(var blob) ? blob.base64().length() : 0;
    }
}
