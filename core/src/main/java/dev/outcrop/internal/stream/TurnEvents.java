package dev.outcrop.internal.stream;

import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;

/** Converts a whole turn to the events of a stream. Blocks that streams do not have are omitted. */
public final class TurnEvents {
    private final List<StreamEvent> events = new ArrayList<>();

    private TurnEvents() {}

    /** Returns the events of a turn, in order. */
    public static List<StreamEvent> of(Turn turn) {
        var all = new TurnEvents();
        all.events.add(new StreamEvent.MessageStart(turn.role(), Json.EMPTY));
        for (int i = 0; i < turn.content().size(); i++) {
            all.add(i, turn.content().get(i));
        }
        StopReason reason = turn.stopReason();
        all.events.add(
                new StreamEvent.MessageStop(
                        reason == null ? StopReason.END_TURN : reason, Json.EMPTY));
        all.events.add(new StreamEvent.Metadata(Json.EMPTY.with("usage", turn.usage().json())));
        return all.events;
    }

    private void add(int index, Content block) {
        int before = events.size();
        switch (block) {
            case Content.Text text -> add(new StreamEvent.TextDelta(index, text.text()));
            case Content.ToolUse use -> call(index, use);
            case Content.Reasoning thinking -> reasoning(index, thinking);
            case Content.CitedText cited -> cited(index, cited);
            case Content.JsonValue ignored -> {}
            case Content.Image ignored -> {}
            case Content.Document ignored -> {}
            case Content.Video ignored -> {}
            case Content.Audio ignored -> {}
            case Content.ToolResult ignored -> {}
            case Content.SearchResult ignored -> {}
            case Content.GuardContent ignored -> {}
            case Content.CachePoint ignored -> {}
            case Content.ToolAddition ignored -> {}
            case Content.ToolRemoval ignored -> {}
            case Content.Unknown ignored -> {}
        }
        if (events.size() > before) {
            add(new StreamEvent.BlockStop(index));
        }
    }

    private void add(StreamEvent event) {
        events.add(event);
    }

    private void call(int index, Content.ToolUse use) {
        Json.Obj start =
                Json.EMPTY
                        .with("toolUseId", Json.of(use.toolUseId()))
                        .with("name", Json.of(use.name()));
        if (use.type() != null) {
            start = start.with("type", Json.of(use.type()));
        }
        add(new StreamEvent.BlockStart(index, "toolUse", start));
        add(new StreamEvent.ToolUseDelta(index, use.input().toString()));
    }

    private void reasoning(int index, Content.Reasoning thinking) {
        if (thinking.text() != null) {
            add(new StreamEvent.ReasoningDelta(index, thinking.text(), null, null));
        }
        if (thinking.signature() != null) {
            add(new StreamEvent.ReasoningDelta(index, null, thinking.signature(), null));
        }
        if (thinking.redacted() != null) {
            add(new StreamEvent.ReasoningDelta(index, null, null, thinking.redacted()));
        }
    }

    private void cited(int index, Content.CitedText cited) {
        for (Content part : cited.content()) {
            if (part instanceof Content.Text text) {
                add(new StreamEvent.TextDelta(index, text.text()));
            }
        }
        for (Citation citation : cited.citations()) {
            add(new StreamEvent.CitationDelta(index, citation));
        }
    }
}
