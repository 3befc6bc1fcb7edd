package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonInText;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.MismatchException;
import dev.outcrop.schema.SchemaError;
import dev.outcrop.settings.Extraction.Via;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * How one answer is asked for and found.
 *
 * @param via one of those that say what is done, not {@link Via#AUTO}
 * @param chosen whether Outcrop chose it, and may choose again
 */
public record ExtractionPlan(AnswerForm form, Via via, boolean chosen) {
    /** The name of the tool whose input is the answer. */
    static final String TOOL = "give_answer";

    /** The request that asks for the form; the tools of its own are not offered. */
    public ConverseRequest in(ConverseRequest request) {
        return RequestPlacement.of(this, request);
    }

    /** Another way, for a model that does not know this one after all. */
    public ExtractionPlan withVia(Via other) {
        return new ExtractionPlan(form, other, false);
    }

    boolean usesTool() {
        return via == Via.FORCED_TOOL || via == Via.TOOL;
    }

    /**
     * The value of an answer, as the schema asks for it.
     *
     * @throws MismatchException if it holds none
     */
    public Json value(Turn turn) {
        if (usesTool()) {
            for (Content.ToolUse use : turn.toolUses()) {
                if (use.name().equals(TOOL)) {
                    return form.value(use.input());
                }
            }
        }
        Json found = found(turn.text());
        if (found == null) {
            String what =
                    usesTool() ? "does not use the tool and contains no JSON" : "contains no JSON";
            throw new MismatchException(List.of(new SchemaError("", what)));
        }
        return form.value(found);
    }

    /** The JSON of a text that is meant: the first that fits; null where there is no JSON. */
    @Nullable Json found(String text) {
        try {
            return JsonInText.find(text, form::fits);
        } catch (JsonException e) {
            return null;
        }
    }

    /**
     * The turn as it stays in the history: the answer as text. So the history can be sent with or
     * without tools, to this or another model, and no call in it waits for a result.
     */
    public Turn kept(Turn turn) {
        List<Content.ToolUse> uses = turn.toolUses();
        if (uses.isEmpty()) {
            return turn;
        }
        var content = new ArrayList<Content>();
        boolean written = false;
        for (Content block : turn.content()) {
            if (!(block instanceof Content.ToolUse use) || use.onServer()) {
                content.add(block);
            } else if (!written && use.name().equals(TOOL)) {
                written = true;
                content.add(Content.text(text(use.input())));
            }
        }
        return new Turn(turn.message().withContent(content), turn.metadata());
    }

    private String text(Json input) {
        Json value = form.unwrapped(input);
        return (value == null ? input : value).toString();
    }

    /** What the model is told of an answer that does not fit. */
    public String complaint(List<SchemaError> errors) {
        var text = new StringBuilder("Your answer does not have the requested form:\n");
        for (SchemaError error : errors) {
            text.append("- ").append(error).append('\n');
        }
        return text.append("Give the complete answer again, in the requested form.").toString();
    }
}
