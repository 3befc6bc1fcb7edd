package dev.outcrop.protocol;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How much of an answer is held in memory, roughly in characters. For one thread. */
final class AnswerSize {
    /** As long as a whole response may be: hundreds of times what a model says at once. */
    static final int LIMIT = 64 << 20;

    /** What anything takes besides its characters. */
    private static final long OVERHEAD = 32;

    private long size;

    /**
     * Counts an event in.
     *
     * @throws ProtocolException if the answer is too long now
     */
    void add(StreamEvent event) {
        size += of(event);
        if (size > LIMIT) {
            throw new ProtocolException(
                    "the answer is longer than " + LIMIT + " characters", Facts.NONE);
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
            case StreamEvent.BlockStart start -> of(start.start());
            case StreamEvent.ToolResultDelta delta -> of(delta.content());
            case StreamEvent.CitationDelta delta -> of(delta.citation());
            case StreamEvent.ImageDelta delta -> of(delta.image());
            case StreamEvent.UnknownDelta delta -> of(delta.delta());
            case StreamEvent.MessageStart start -> of(start.more());
            case StreamEvent.MessageStop stop -> of(stop.json());
            case StreamEvent.Metadata metadata -> of(metadata.json());
            case StreamEvent.Unknown unknown -> of(unknown.json());
            case StreamEvent.BlockStop stop -> OVERHEAD;
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

    private static long of(Json json) {
        return OVERHEAD
                + switch (json) {
                    case Json.Obj(var members) -> {
                        long sum = 0;
                        for (var member : members.entrySet()) {
                            sum += OVERHEAD + of(member.getKey()) + of(member.getValue());
                        }
                        yield sum;
                    }
                    case Json.Arr(List<Json> elements) -> {
                        long sum = 0;
                        for (Json element : elements) {
                            sum += of(element);
                        }
                        yield sum;
                    }
                    case Json.Str(String value) -> value.length();
                    case Json.Num(String literal) -> literal.length();
                    case Json.Bool bool -> 0;
                    case Json.Null none -> 0;
                };
    }

    /** Bytes are not part of what a block says of itself. */
    private static long of(List<Content> blocks) {
        long sum = 0;
        for (Content block : blocks) {
            sum += OVERHEAD + block.toString().length() + media(block);
        }
        return sum;
    }

    private static long of(Citation citation) {
        return OVERHEAD + citation.toString().length();
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
