package dev.outcrop.internal.extract;

import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.PartialJson;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

/**
 * The value of an answer while it arrives. For one thread.
 *
 * <p>Each returned value is a copy, so for a long answer one is returned only each time it has
 * grown by a sixteenth: the cost stays linear.
 */
public final class PartialAnswer {
    private static final int SHARE = 16;

    private final ExtractionPlan plan;
    private @Nullable PartialJson json;
    private GrowingText text;
    private @Nullable Json last;
    private long shown;
    private int block = -1;

    public PartialAnswer(ExtractionPlan plan) {
        this.plan = plan;
        this.text = new GrowingText(plan.form()::fits);
    }

    /** Returns the value so far, if this event extended it; else null. */
    public @Nullable Json after(StreamEvent event) {
        return switch (event) {
            case StreamEvent.MessageStart start -> restart();
            case StreamEvent.BlockStart start -> begin(start);
            case StreamEvent.TextDelta(int index, String piece) -> words(piece);
            case StreamEvent.ToolUseDelta(int index, String input) ->
                    index == block ? input(input) : null;
            case StreamEvent.MessageStop stop -> end();
            default -> null;
        };
    }

    /** Called when the model starts again: a retry, or an answer that should fit better. */
    private @Nullable Json restart() {
        json = null;
        text = new GrowingText(plan.form()::fits);
        last = null;
        shown = 0;
        block = -1;
        return null;
    }

    private @Nullable Json begin(StreamEvent.BlockStart start) {
        boolean answer =
                block < 0
                        && start.kind().equals("toolUse")
                        && plan.place().tool().equals(start.start().string("name"));
        if (answer) {
            block = start.index();
            json = new PartialJson(AnswerLimits.JSON);
        }
        return null;
    }

    private @Nullable Json words(String piece) {
        if (plan.usesTool()) {
            text.note(piece);
            return null;
        }
        boolean foundBefore = text.isFound();
        long count = text.append(piece);
        if (text.isFound()) {
            return foundBefore ? null : given(text.value(), true);
        }
        if (count < shown) {
            shown = 0; // another JSON has begun
        }
        return isMore(count) ? given(text.value(), false) : null;
    }

    private @Nullable Json input(String piece) {
        PartialJson growing = json;
        if (growing == null || growing.isWhole()) {
            return null;
        }
        try {
            long count = growing.append(piece);
            return isMore(count) || growing.isWhole()
                    ? given(growing.value(), growing.isWhole())
                    : null;
        } catch (JsonException e) {
            json = null; // the complete answer will be checked for errors
            return null;
        }
    }

    private boolean isMore(long count) {
        boolean more = count >= shown + Math.max(1, shown / SHARE);
        shown = more ? count : shown;
        return more;
    }

    /** A model is always asked for an object; any other value is returned only once it fits. */
    private @Nullable Json given(@Nullable Json answer, boolean whole) {
        if (answer == null || (!whole && !plan.form().mayBecome(answer))) {
            return null;
        }
        Json value = whole ? plan.form().meant(answer) : plan.form().unwrapped(answer);
        last = value == null ? last : value;
        return value;
    }

    /** The JSON found in the whole text, if it differs from what was returned. */
    private @Nullable Json end() {
        if (block >= 0 || (text.isFound() && !text.hasMarks())) {
            return null;
        }
        Json found = plan.found(text.text());
        return found == null || plan.form().meant(found).equals(last) ? null : given(found, true);
    }
}
