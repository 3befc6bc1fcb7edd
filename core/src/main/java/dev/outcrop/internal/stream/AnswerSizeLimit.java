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
 * How much of an answer is held in memory, roughly in characters: what is kept besides text counts
 * as many characters as it takes bytes. For one thread.
 */
public final class AnswerSizeLimit {
    /** As long as a whole response may be: hundreds of times what a model says at once. */
    static final int LIMIT = 64 << 20;

    /** What a JSON value, and the name of a member, takes besides its characters. */
    private static final long OVERHEAD = 32;

    private static final long OBJECT = 160;

    /** A piece that is kept until the others are there. */
    private static final long PIECE = 32;

    /** A block takes half a kilobyte; no answer has thousands of them. */
    private static final long BLOCK = 2_048;

    private static final long CITATION = 1_024;
    private static final long CONTENT = 256;

    /** So that a stream of events that say nothing ends, too. */
    private static final long EVENT = 8;

    private long size;

    /**
     * Counts an event in.
     *
     * @throws ProtocolException if the answer is too long now
     */
    void add(StreamEvent event) {
        grow(EVENT + of(event));
    }

    /** Counts a block that begins; by whichever event, deltas and stops included. */
    void addBlock() {
        grow(BLOCK);
    }

    /**
     * Counts what a reader of events keeps for later.
     *
     * @throws ProtocolException if the answer is too long now
     */
    public void keep(Json json) {
        grow(of(json));
    }

    /** Counts what takes the place of something that was kept. */
    void replace(Json before, Json after) {
        grow(of(after) - of(before));
    }

    /** Counts a member's name, and the place that it takes. */
    void keepName(String name) {
        grow(CONTENT + name.length());
    }

    /** Counts text that is kept for later. */
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

    /** Begins anew. */
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
            case StreamEvent.ToolReturned returned -> 0;
            case StreamEvent.FellBack fellBack -> 0;
        };
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Loops, as a switch over types, or a lambda, takes more of the stack. */
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

    /** Bytes are not part of what a block says of itself. */
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
        Source source = null;
        if (block instanceof Content.Image image) {
            source = image.source();
        } else if (block instanceof Content.Document document) {
            source = document.source();
        } else if (block instanceof Content.Video video) {
            source = video.source();
        } else if (block instanceof Content.Audio audio) {
            source = audio.source();
        }
        return source instanceof Source.Bytes(var blob) ? blob.base64().length() : 0;
    }
}
