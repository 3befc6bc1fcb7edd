package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.ThinkingReader;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.stream.AnswerMembers;
import dev.outcrop.internal.stream.AnswerSizeLimit;
import dev.outcrop.json.Json;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The chunks of a text-only answer. */
final class PromptStream implements VendorCodec.Pieces {
    private final AnswerFields answer;
    private final ThinkingReader thinking;
    private final TextBlocks blocks = new TextBlocks();

    /** Members of the chunks beside the text: the last non-empty value of each. */
    private final AnswerMembers said = new AnswerMembers(new AnswerSizeLimit());

    private boolean begun;
    private boolean stopped;

    PromptStream(AnswerFields answer, ThinkingReader thinking) {
        this.answer = answer;
        this.thinking = thinking;
    }

    @Override
    public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
        var events = new ArrayList<StreamEvent>();
        if (!begun) {
            begun = true;
            events.add(new StreamEvent.MessageStart(Role.ASSISTANT, Json.EMPTY));
        }
        if (isOfAnother(piece)) {
            events.add(new StreamEvent.Unknown("piece", piece));
            return events;
        }
        String text = answer.text().string(piece);
        if (text != null && !stopped) {
            blocks.add(thinking.next(text), events);
        }
        remember(answer.text().removed(piece));
        StopReason reason = answer.reason(piece);
        if (reason != null && !stopped) {
            stop(reason, events);
        }
        return events;
    }

    /** If several answers were requested, the first is read; the others are kept. */
    private static boolean isOfAnother(Json.Obj piece) {
        return AnswerFields.count(piece.get("index")) > 0;
    }

    private void remember(Json.Obj piece) {
        piece.members()
                .forEach(
                        (name, value) -> {
                            if (!(value instanceof Json.Null) || said.get(name) == null) {
                                said.put(name, value);
                            }
                        });
    }

    private void stop(StopReason reason, List<StreamEvent> events) {
        stopped = true;
        blocks.add(thinking.end(), events);
        blocks.close(events);
        Json.Obj all = said.json();
        events.add(new StreamEvent.MessageStop(reason, all));
        Usage usage = answer.usage(all);
        if (usage.known()) {
            events.add(new StreamEvent.Metadata(Json.EMPTY.with("usage", usage.json())));
        }
    }

    @Override
    public List<StreamEvent> end() {
        var events = new ArrayList<StreamEvent>();
        blocks.add(thinking.end(), events);
        return events;
    }
}
