package dev.outcrop.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.protocol.converse.Converse;
import dev.outcrop.protocol.dialect.Dialect;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pieces of Nova's answer: each is an event of Converse's, by its name. Nova begins a new block
 * with every few words; they become one block again, as they are in a whole answer.
 */
final class NovaPieces implements Dialect.Pieces {
    private final TextBlocks blocks = new TextBlocks();

    /** The block that is under way and is no text, by Nova's index and by ours. */
    private int theirs = -1;

    private int ours = -1;

    @Override
    public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
        var events = new ArrayList<StreamEvent>();
        for (Map.Entry<String, Json> member : piece.members().entrySet()) {
            byte[] payload = member.getValue().toString().getBytes(StandardCharsets.UTF_8);
            add(Converse.event(member.getKey(), payload, 0, payload.length), events);
        }
        return events;
    }

    private void add(StreamEvent event, List<StreamEvent> into) {
        switch (event) {
            case StreamEvent.TextDelta delta ->
                    blocks.add(List.of(new ThinkingReader.Part(false, delta.text())), into);
            case StreamEvent.BlockStart start ->
                    into.add(
                            new StreamEvent.BlockStart(
                                    begun(start.index(), into), start.kind(), start.start()));
            case StreamEvent.BlockStop stop -> {
                if (stop.index() == theirs) {
                    into.add(new StreamEvent.BlockStop(ours));
                    theirs = -1;
                }
            }
            case StreamEvent.ReasoningDelta d ->
                    into.add(
                            new StreamEvent.ReasoningDelta(
                                    at(d.index(), into), d.text(), d.signature(), d.redacted()));
            case StreamEvent.ToolUseDelta d ->
                    into.add(new StreamEvent.ToolUseDelta(at(d.index(), into), d.input()));
            case StreamEvent.ToolResultDelta d ->
                    into.add(new StreamEvent.ToolResultDelta(at(d.index(), into), d.content()));
            case StreamEvent.CitationDelta d ->
                    into.add(new StreamEvent.CitationDelta(at(d.index(), into), d.citation()));
            case StreamEvent.ImageDelta d ->
                    into.add(new StreamEvent.ImageDelta(at(d.index(), into), d.image()));
            case StreamEvent.UnknownDelta d ->
                    into.add(new StreamEvent.UnknownDelta(at(d.index(), into), d.delta()));
            case StreamEvent.MessageStop stop -> {
                blocks.close(into);
                Json reason = Json.of(stop.stopReason().wire());
                into.add(
                        new StreamEvent.MessageStop(
                                stop.stopReason(), stop.json().with("stopReason", reason)));
            }
            case StreamEvent.Metadata metadata -> into.add(converse(metadata));
            case StreamEvent.MessageStart ignored -> into.add(event);
            case StreamEvent.Retrying ignored -> into.add(event);
            case StreamEvent.Restarted ignored -> into.add(event);
            case StreamEvent.Unknown ignored -> into.add(event);
        }
    }

    private int begun(int index, List<StreamEvent> into) {
        ours = blocks.other(into);
        theirs = index;
        return ours;
    }

    private int at(int index, List<StreamEvent> into) {
        return index == theirs ? ours : begun(index, into);
    }

    /** Counts by Converse's names; what says nothing is left to who measured the call. */
    private static StreamEvent converse(StreamEvent.Metadata metadata) {
        Json.Obj json = metadata.json();
        for (String name : List.of("metrics", "trace")) {
            json = Json.EMPTY.equals(json.get(name)) ? json.without(name) : json;
        }
        return metadata.usage().known()
                ? new StreamEvent.Metadata(
                        json.with("usage", Nova.usage(metadata.usage().json()).json()))
                : new StreamEvent.Metadata(json);
    }

    @Override
    public List<StreamEvent> end() {
        return List.of();
    }
}
