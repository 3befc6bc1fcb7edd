package dev.outcrop;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.outcrop.catalog.Cost;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.internal.call.Received;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.protocol.openai.LogProbs;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final List<Received> received;
    private final Answer.Reading reading;

    Reply(Answer answer) {
        attempts = answer.attempts();
        received = answer.received();
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

    /** Returns the readable thinking of the last turn, without redacted parts; may be empty. */
    public String reasoning() {
        return last.reasoning();
    }

    /**
     * Returns the tool calls of the last turn that the caller must run. A {@link Chat} runs them
     * itself, so there are none.
     */
    public List<Content.ToolUse> toolUses() {
        return last.toolUses();
    }

    /** Returns the model's last message, to send it back to a {@link Model}. */
    public Message message() {
        return last.message();
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

    /**
     * Returns the log probabilities of the answer's tokens, in order; empty unless {@link
     * dev.outcrop.settings.Params#withLogProbs} requested them and the API returned them.
     */
    public List<LogProb> logProbs() {
        return LogProbs.of(last).stream().map(LogProb::of).toList();
    }

    /**
     * Returns the trace of a guardrail or prompt router; null if none was requested. Its members
     * are {@code guardrail} and {@code promptRouter}.
     */
    public Json.@Nullable Obj trace() {
        Json.Obj more = last.metadata() == null ? Json.EMPTY : last.metadata().more();
        Json trace = more.get("trace");
        trace = trace == null ? more.get("amazon-bedrock-trace") : trace;
        return trace instanceof Json.Obj object ? object : null;
    }

    /** Returns the request id of the last call, which AWS's support asks for; null if unknown. */
    public @Nullable String requestId() {
        return received.isEmpty() ? null : received.getLast().head().requestId();
    }

    /**
     * Returns the latency that Bedrock measured for the last call; null if it sent none. {@link
     * Response#duration()} also includes the network and retries.
     */
    public @Nullable Duration latency() {
        long millis = last.metadata() == null ? -1 : last.metadata().latencyMs();
        return millis < 0 ? null : Duration.ofMillis(millis);
    }

    /**
     * Returns the HTTP responses, one for each call of the model, in order; with tools, more than
     * one.
     */
    public List<Response> responses() {
        return received.stream().map(Response::of).toList();
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
     * Returns the answer as JSON, for a log or a web page: {@code text}, {@code modelId}, {@code
     * stopReason}, {@code usage} of all calls, and {@code turns} as in the JSON of a conversation.
     * Jackson 2 and 3 write it, too.
     */
    @JsonValue
    public Json.Obj toJson() {
        var members = new LinkedHashMap<String, Object>();
        members.put("text", text());
        if (last.modelId() != null) {
            members.put("modelId", last.modelId());
        }
        if (last.stopReason() != null) {
            members.put("stopReason", last.stopReason().wire());
        }
        members.put("usage", usage().json());
        members.put("turns", turns.stream().map(Turn::toJson).toList());
        return Json.object(members);
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

    /**
     * The HTTP response of one call, of the attempt that was answered.
     *
     * @param requestId the id of the request; null if the server sent none
     * @param headers by name, ignoring case; without cookies and without credentials that the
     *     server repeated
     * @param duration from the beginning of the call to the end of the answer, including retries
     *     and, for a stream, the time that the reader took
     * @param timeToFirstToken from the beginning of the call to the first delta, including retries;
     *     null if the answer was not streamed
     */
    public record Response(
            int status,
            @Nullable String requestId,
            Map<String, List<String>> headers,
            Duration duration,
            @Nullable Duration timeToFirstToken) {
        private static Response of(Received received) {
            return new Response(
                    received.head().status(),
                    received.head().requestId(),
                    received.head().headers(),
                    received.duration(),
                    received.firstToken());
        }
    }

    /**
     * The log probability of one token.
     *
     * @param logProb its natural logarithm, at most 0
     * @param top the most likely tokens at this position, if requested
     */
    public record LogProb(String token, double logProb, List<LogProb> top) {
        public LogProb {
            top = List.copyOf(top);
        }

        private static LogProb of(Json.Obj token) {
            var top = new ArrayList<LogProb>();
            for (Json other : token.array("top_logprobs")) {
                if (other instanceof Json.Obj object) {
                    top.add(of(object.without("top_logprobs")));
                }
            }
            String text = token.string("token");
            double value =
                    token.get("logprob") instanceof Json.Num number
                            ? number.doubleValue()
                            : Double.NaN;
            return new LogProb(text == null ? "" : text, value, top);
        }
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return text();
    }
}
