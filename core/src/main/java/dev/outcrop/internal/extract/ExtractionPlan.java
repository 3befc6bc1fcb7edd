package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.MismatchException;
import dev.outcrop.settings.Extraction.Via;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The method for requesting and finding one structured answer.
 *
 * @param via the method; never {@link Via#AUTO}
 * @param chosen whether Outcrop chose it, and may choose another
 */
public record ExtractionPlan(AnswerForm form, Via via, boolean chosen, AnswerPlace place) {
    /** A plan for a question in the last message, without other tools. */
    ExtractionPlan(AnswerForm form, Via via, boolean chosen) {
        this(form, via, chosen, AnswerPlace.LAST);
    }

    /** Returns the request for the form; its own tools stay. */
    public ConverseRequest in(ConverseRequest request) {
        return RequestPlacement.of(this, request);
    }

    /**
     * Returns a request of this plan whose tool choice may have been replaced: a model that is not
     * forced to answer with the tool is told to.
     */
    public ConverseRequest told(ConverseRequest request) {
        return via == Via.FORCED_TOOL ? RequestPlacement.told(this, request) : request;
    }

    /** Returns this plan with another method, for a model that does not support this one. */
    public ExtractionPlan withVia(Via other) {
        return new ExtractionPlan(form, other, chosen, place);
    }

    /** Whether the schema has a strict form, which {@link Via#OUTPUT_CONFIG} sends. */
    public boolean hasStrictSchema() {
        JsonSchema asked = form.asked();
        return asked != null && asked.strictFaults().isEmpty();
    }

    boolean usesTool() {
        return via == Via.FORCED_TOOL || via == Via.TOOL;
    }

    /**
     * Returns the value of an answer, converted to the schema.
     *
     * @throws MismatchException if it contains none
     */
    public Json value(Turn turn) {
        for (Content.ToolUse use : turn.toolUses()) {
            if (isAnswer(use)) {
                return form.value(use.input());
            }
        }
        Json found = found(turn.text());
        if (found == null) {
            String what =
                    usesTool() ? "does not use the tool and contains no JSON" : "contains no JSON";
            throw new MismatchException(List.of(new JsonSchema.Violation("", what)));
        }
        return form.value(found);
    }

    /** Whether the input of this call is the answer. */
    public boolean isAnswer(Content.ToolUse use) {
        return use.name().equals(place.tool());
    }

    /** The JSON of a text: the first that fits; null if there is no JSON. */
    @Nullable Json found(String text) {
        try {
            return JsonInText.find(text, form::fits);
        } catch (JsonException e) {
            return null;
        }
    }

    /**
     * Returns the turn for the history: the answer as text. So the history can be sent with or
     * without tools, to this or another model, and no call in it needs a result.
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
            } else if (!written && isAnswer(use)) {
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

    /** Returns the text for the model about an answer that does not fit. */
    public String complaint(List<JsonSchema.Violation> errors) {
        var text = new StringBuilder("Your answer does not have the requested form:\n");
        for (JsonSchema.Violation error : errors) {
            text.append("- ").append(error).append('\n');
        }
        return text.append("Give the complete answer again, in the requested form.").toString();
    }
}
