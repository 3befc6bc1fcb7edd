package dev.outcrop.local.internal.events;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Assembles an answer of Converse from the events of ConverseStream. For one thread. */
public final class EventsToMessage implements Consumer<Event> {
    private final Map<Long, EventsToBlock> blocks = new TreeMap<>();
    private Json stopReason = Json.NULL;
    private Json.Obj metadata = Json.EMPTY;

    @Override
    public void accept(Event event) {
        Json.Obj payload = event.payload();
        switch (event.type()) {
            case "contentBlockStart" -> block(payload).start(payload.object("start"));
            case "contentBlockDelta" -> block(payload).delta(payload.object("delta"));
            case "messageStop" -> stopReason = Json.of(payload.string("stopReason"));
            case "metadata" -> metadata = payload;
            default -> {
                // messageStart and contentBlockStop add nothing to the message.
            }
        }
    }

    /**
     * Returns the answer that the events so far result in.
     *
     * @param metrics of the answer, unless an event has some
     */
    public Json.Obj body(Json.Obj metrics) {
        List<Json> content = new ArrayList<>();
        blocks.values().forEach(block -> content.add(block.content()));
        var members = new TreeMap<>(metadata.members());
        members.putIfAbsent("metrics", metrics);
        members.put(
                "output",
                Json.EMPTY.with(
                        "message",
                        Json.EMPTY
                                .with("content", new Json.Arr(content))
                                .with("role", Json.of("assistant"))));
        members.put("stopReason", stopReason);
        return new Json.Obj(members);
    }

    private EventsToBlock block(Json.Obj payload) {
        return blocks.computeIfAbsent(
                payload.integer("contentBlockIndex", 0), index -> new EventsToBlock());
    }
}
