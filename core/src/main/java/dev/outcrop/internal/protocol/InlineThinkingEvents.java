package dev.outcrop.internal.protocol;

import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Events in which the thinking at the beginning of the first text is a block of its own. The blocks
 * after it have higher indexes than the model gave them. Not safe for use by several threads.
 */
final class InlineThinkingEvents implements EventSource {
    private final EventSource events;
    private final ThinkingTags tags;
    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>();
    private LeadingThinking reader;

    /** The model's index of the first text; -1 before it. */
    private int at = -1;

    /** How many blocks the first text has become, and whether the last of them has ended. */
    private int blocks;

    private boolean ended;

    /** Whether the first text has ended, or is none that can begin with thinking. */
    private boolean over;

    InlineThinkingEvents(EventSource events, ThinkingTags tags) {
        this.events = events;
        this.tags = tags;
        reader = new LeadingThinking(tags);
    }

    @Override
    public @Nullable StreamEvent next() {
        while (ready.isEmpty()) {
            StreamEvent event = EventSource.of(events);
            if (event == null) {
                return null;
            }
            read(event);
        }
        return ready.poll();
    }

    private void read(StreamEvent event) {
        switch (event) {
            case StreamEvent.TextDelta delta -> text(delta);
            case StreamEvent.BlockStop stop -> {
                if (stop.index() == at) {
                    end();
                }
                ready.add(new StreamEvent.BlockStop(index(stop.index())));
            }
            case StreamEvent.BlockStart start -> {
                end();
                ready.add(
                        new StreamEvent.BlockStart(
                                index(start.index()), start.kind(), start.start()));
            }
            case StreamEvent.ReasoningDelta delta -> {
                end();
                ready.add(
                        new StreamEvent.ReasoningDelta(
                                index(delta.index()),
                                delta.text(),
                                delta.signature(),
                                delta.redacted()));
            }
            case StreamEvent.ToolUseDelta delta ->
                    ready.add(new StreamEvent.ToolUseDelta(index(delta.index()), delta.input()));
            case StreamEvent.ToolResultDelta delta ->
                    ready.add(
                            new StreamEvent.ToolResultDelta(index(delta.index()), delta.content()));
            case StreamEvent.CitationDelta delta -> {
                end();
                ready.add(new StreamEvent.CitationDelta(index(delta.index()), delta.citation()));
            }
            case StreamEvent.ImageDelta delta ->
                    ready.add(new StreamEvent.ImageDelta(index(delta.index()), delta.image()));
            case StreamEvent.UnknownDelta delta -> {
                end();
                ready.add(new StreamEvent.UnknownDelta(index(delta.index()), delta.delta()));
            }
            case StreamEvent.MessageStop stop -> {
                end();
                ready.add(stop);
            }
            case StreamEvent.Restarted restarted -> {
                reader = new LeadingThinking(tags);
                at = -1;
                blocks = 0;
                ended = false;
                over = false;
                ready.add(restarted);
            }
            case StreamEvent.MessageStart ignored -> ready.add(event);
            case StreamEvent.Metadata ignored -> ready.add(event);
            case StreamEvent.Retrying ignored -> ready.add(event);
            case StreamEvent.FellBack ignored -> ready.add(event);
            case StreamEvent.ToolRequested ignored -> ready.add(event);
            case StreamEvent.ToolProgress ignored -> ready.add(event);
            case StreamEvent.ToolReturned ignored -> ready.add(event);
            case StreamEvent.Unknown ignored -> ready.add(event);
        }
    }

    private void text(StreamEvent.TextDelta delta) {
        if (!over && at < 0) {
            at = delta.index();
        }
        if (!over && delta.index() != at) {
            end();
        }
        if (over) {
            ready.add(new StreamEvent.TextDelta(index(delta.index()), delta.text()));
        } else {
            add(reader.next(delta.text()));
        }
    }

    private void end() {
        if (!over) {
            over = true;
            add(reader.end());
        }
    }

    private void add(List<LeadingThinking.Part> parts) {
        for (LeadingThinking.Part part : parts) {
            if (part.end() != null) {
                if (!part.end().isEmpty()) {
                    ready.add(new StreamEvent.UnknownDelta(index(at), part.end()));
                }
                ended = true;
                continue;
            }
            if (blocks == 0 || ended) {
                begin(part.thinking());
            }
            if (!part.thinking()) {
                ready.add(new StreamEvent.TextDelta(index(at), part.text()));
            } else if (!part.text().isEmpty()) {
                ready.add(new StreamEvent.ReasoningDelta(index(at), part.text(), null, null));
            }
        }
    }

    private void begin(boolean thinking) {
        if (ended) {
            ready.add(new StreamEvent.BlockStop(index(at)));
            ended = false;
        }
        blocks++;
        if (thinking) {
            ready.add(new StreamEvent.BlockStart(index(at), "reasoningContent", Json.EMPTY));
        }
    }

    /** Our index of a block; of the first text, that of its last part. */
    private int index(int theirs) {
        return at < 0 || theirs < at ? theirs : theirs + Math.max(0, blocks - 1);
    }

    @Override
    public void close() {
        events.close();
    }
}
