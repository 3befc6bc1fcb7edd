package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The chunks of Nova's answer: each is an event of Converse, by its name. Nova begins a new block
 * every few words; they are merged into one block, as in a whole answer.
 */
final class NovaStream implements VendorCodec.Pieces {
    /** Our index of a block by Nova's: that of the first of a series of texts. */
    private final Map<Integer, Integer> ours = new HashMap<>();

    /** Text-only blocks, by our index. */
    private final Set<Integer> texts = new HashSet<>();

    /** The text block that has ended and may continue; -1 if there is none. */
    private int paused = -1;

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
                    into.add(new StreamEvent.TextDelta(text(delta.index()), delta.text()));
            case StreamEvent.BlockStop stop -> stop(stop.index(), into);
            case StreamEvent.BlockStart start -> other(start.index(), start, into);
            case StreamEvent.ReasoningDelta delta -> other(delta.index(), delta, into);
            case StreamEvent.ToolUseDelta delta -> other(delta.index(), delta, into);
            case StreamEvent.ToolResultDelta delta -> other(delta.index(), delta, into);
            case StreamEvent.CitationDelta delta -> other(delta.index(), delta, into);
            case StreamEvent.ImageDelta delta -> other(delta.index(), delta, into);
            case StreamEvent.UnknownDelta delta -> other(delta.index(), delta, into);
            case StreamEvent.MessageStop stop -> {
                resumeNoMore(into);
                Json reason = Json.of(stop.stopReason().wire());
                into.add(
                        new StreamEvent.MessageStop(
                                stop.stopReason(), stop.json().with("stopReason", reason)));
            }
            case StreamEvent.Metadata metadata -> into.add(converse(metadata));
            case StreamEvent.MessageStart ignored -> into.add(event);
            case StreamEvent.Retrying ignored -> into.add(event);
            case StreamEvent.Restarted ignored -> into.add(event);
            case StreamEvent.ToolRequested ignored -> into.add(event);
            case StreamEvent.ToolProgress ignored -> into.add(event);
            case StreamEvent.ToolReturned ignored -> into.add(event);
            case StreamEvent.FellBack ignored -> into.add(event);
            case StreamEvent.Unknown ignored -> into.add(event);
        }
    }

    private int text(int index) {
        Integer known = ours.get(index);
        if (known == null) {
            known = paused < 0 ? index : paused;
            ours.put(index, known);
            texts.add(known);
            paused = -1;
        }
        return known;
    }

    private void stop(int index, List<StreamEvent> into) {
        int known = ours.getOrDefault(index, index);
        if (texts.contains(known)) {
            resumeNoMore(into);
            paused = known;
            ours.remove(index); // a new one begins every few words
        } else {
            into.add(new StreamEvent.BlockStop(known));
        }
    }

    /** A block with other content than text is not changed. */
    private void other(int index, StreamEvent event, List<StreamEvent> into) {
        resumeNoMore(into);
        ours.putIfAbsent(index, index);
        texts.remove(index);
        into.add(event);
    }

    private void resumeNoMore(List<StreamEvent> into) {
        if (paused >= 0) {
            into.add(new StreamEvent.BlockStop(paused));
            paused = -1;
        }
    }

    /** Counts with Converse's names; empty values are filled in by the protocol. */
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
