package dev.outcrop;

import dev.outcrop.catalog.Cost;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * The answer to a question: the model's last turn, and all turns between it and the question.
 * Immutable.
 *
 * <p>{@link #toString()} is the text.
 */
public final class Reply {
    private final List<Turn> turns;
    private final Turn last;
    private final int attempts;
    private final Answer.Reading reading;

    Reply(Answer answer) {
        attempts = answer.attempts();
        reading = answer.reading();
        turns = answer.turns();
        last = turns.get(turns.size() - 1);
    }

    /** Returns the text of the answer, without thinking and tool calls. */
    public String text() {
        return last.text();
    }

    /** Returns the content blocks of the answer. */
    public List<Content> content() {
        return last.content();
    }

    /** Returns the model's last turn. */
    public Turn turn() {
        return last;
    }

    /** Returns all turns since the question, in order; with tools, more than one. */
    public List<Turn> turns() {
        return turns;
    }

    /** Returns the model that answered: with fallbacks, not always the first one. */
    public String modelId() {
        return Objects.requireNonNull(last.modelId(), "a reply must name its model");
    }

    /** Returns why the model stopped. Check it: the answer may be incomplete. */
    public StopReason stopReason() {
        return Objects.requireNonNull(last.stopReason(), "a reply must have a stop reason");
    }

    /** Returns the tokens of all calls for this answer. */
    public Usage usage() {
        Usage sum = Usage.NONE;
        for (Turn turn : turns) {
            sum = sum.plus(turn.usage());
        }
        return sum;
    }

    /**
     * Returns the cost of all calls for this answer, by the catalog's prices. Unknown parts are
     * listed as unknown, not counted as 0.
     */
    public Cost cost() {
        Cost sum = Cost.NONE;
        for (Turn turn : turns) {
            sum = turn.metadata() == null ? sum : sum.plus(reading.cost().apply(turn));
        }
        return sum;
    }

    /**
     * Returns the fields of the model's native response that {@code
     * additionalModelResponseFieldPaths} requested; null otherwise.
     */
    public @Nullable Json additionalModelResponseFields() {
        return last.metadata() == null
                ? null
                : last.metadata().more().get("additionalModelResponseFields");
    }

    /** Returns how many requests were sent for this answer, retries included. */
    public int attempts() {
        return attempts;
    }

    /**
     * Returns the unchanged response, in the format of the API that was called: with {@link
     * Protocol#INVOKE_MODEL}, the model's own. For a stream, it is the response that the same call
     * without streaming would have returned.
     */
    public Json.Obj raw() {
        return reading.raw().apply(last);
    }

    /**
     * Returns this reply if it is complete.
     *
     * @throws IncompleteReplyException if the model reached a token limit or a filter stopped it
     */
    public Reply requireWhole() {
        StopReason reason = stopReason();
        if (reason.equals(StopReason.END_TURN) || reason.equals(StopReason.STOP_SEQUENCE)) {
            return this;
        }
        throw new IncompleteReplyException(
                "the answer is incomplete: the model stopped with " + reason,
                ErrorDetails.NONE
                        .withPartial(last)
                        .withRemedy(
                                reason.equals(StopReason.MAX_TOKENS)
                                        ? "Increase maxTokens."
                                        : null));
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return text();
    }
}
