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

    /** The words of the answer, without thinking and tool calls. */
    public String text() {
        return last.text();
    }

    /** The blocks of the answer. */
    public List<Content> content() {
        return last.content();
    }

    /** The model's last turn. */
    public Turn turn() {
        return last;
    }

    /** What was said since the question, in order: with tools, more than one turn. */
    public List<Turn> turns() {
        return turns;
    }

    /** The model that gave the answer: with fallbacks, not always the one that was asked first. */
    public String modelId() {
        return Objects.requireNonNull(last.modelId(), "a reply must name its model");
    }

    /** Why the model stopped. Look at it: an answer may end in the middle. */
    public StopReason stopReason() {
        return Objects.requireNonNull(last.stopReason(), "a reply must have a stop reason");
    }

    /** The tokens of all calls that this answer took. */
    public Usage usage() {
        Usage sum = Usage.NONE;
        for (Turn turn : turns) {
            sum = sum.plus(turn.usage());
        }
        return sum;
    }

    /**
     * What all calls that this answer took cost by the catalog's prices; what is not known is said,
     * and not 0.
     */
    public Cost cost() {
        Cost sum = Cost.NONE;
        for (Turn turn : turns) {
            sum = turn.metadata() == null ? sum : sum.plus(reading.cost().apply(turn));
        }
        return sum;
    }

    /**
     * What the model itself said beside Bedrock's answer, where {@code
     * additionalModelResponseFieldPaths} asked for it; null otherwise.
     */
    public @Nullable Json additionalModelResponseFields() {
        return last.metadata() == null
                ? null
                : last.metadata().more().get("additionalModelResponseFields");
    }

    /**
     * How often requests were sent for this answer: 1 for each, and more where one was tried again.
     */
    public int attempts() {
        return attempts;
    }

    /**
     * The response as Bedrock gave it, in the form of the API that was asked: with {@link
     * Protocol#INVOKE_MODEL}, the model's own. Of a stream, the one that would have come whole.
     */
    public Json.Obj raw() {
        return reading.raw().apply(last);
    }

    /**
     * This reply, if it is whole.
     *
     * @throws IncompleteReplyException if the model stopped for want of room or because a filter
     *     stepped in
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

    /** The text. */
    @Override
    public String toString() {
        return text();
    }
}
