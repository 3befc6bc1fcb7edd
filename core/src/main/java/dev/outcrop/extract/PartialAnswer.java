package dev.outcrop.extract;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.PartialJson;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.protocol.ResponseBody;

import org.jspecify.annotations.Nullable;

/**
 * What there is of an answer while it arrives. For one thread.
 *
 * <p>What is there is copied each time it is given, so of a long answer it is given each time it
 * has grown by a sixteenth: the cost stays linear.
 */
public final class PartialAnswer {
    private static final int SHARE = 16;

    private final Plan plan;
    private @Nullable PartialJson json = new PartialJson(ResponseBody.LIMITS);
    private long shown;
    private boolean begun;
    private int block = -1;

    public PartialAnswer(Plan plan) {
        this.plan = plan;
    }

    /** The value so far, where it has grown by this event; else null. */
    public @Nullable Json after(StreamEvent event) {
        return switch (event) {
            case StreamEvent.MessageStart start -> anew();
            case StreamEvent.BlockStart start -> begin(start);
            case StreamEvent.TextDelta(int index, String text) ->
                    plan.usesTool() ? null : more(begun ? text : fromBracket(text));
            case StreamEvent.ToolUseDelta(int index, String input) ->
                    index == block ? more(input) : null;
            default -> null;
        };
    }

    /** The model begins again: another try, or an answer that is to fit better. */
    private @Nullable Json anew() {
        json = new PartialJson(ResponseBody.LIMITS);
        shown = 0;
        begun = false;
        block = -1;
        return null;
    }

    private @Nullable Json begin(StreamEvent.BlockStart start) {
        boolean answer =
                plan.usesTool()
                        && block < 0
                        && start.kind().equals("toolUse")
                        && Plan.TOOL.equals(start.start().string("name"));
        if (answer) {
            block = start.index();
        }
        return null;
    }

    /** Words and fences before the JSON are passed over. */
    private String fromBracket(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '[') {
                begun = true;
                return text.substring(i);
            }
        }
        return "";
    }

    private @Nullable Json more(String piece) {
        PartialJson growing = json;
        if (growing == null || growing.isWhole()) {
            return null;
        }
        try {
            long count = growing.append(piece);
            if (count < shown + Math.max(1, shown / SHARE) && !growing.isWhole()) {
                return null;
            }
            shown = count;
        } catch (JsonException e) {
            json = null; // the whole answer will say what is wrong with it, if it is
            return null;
        }
        Json value = growing.value();
        return value == null ? null : plan.form().unwrapped(value);
    }
}
