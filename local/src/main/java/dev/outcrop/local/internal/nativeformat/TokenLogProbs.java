package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Log probabilities in OpenAI's form: one element for each token of a text. The values depend only
 * on the tokens.
 */
final class TokenLogProbs {
    private static final int MOST = 20;

    private final int top;

    /**
     * Creates them for a request.
     *
     * @param top how many alternatives each element has; negative for no log probabilities
     */
    private TokenLogProbs(int top) {
        this.top = top;
    }

    /** Returns those that a request of Chat Completions asks for. */
    static TokenLogProbs ofChat(Json.Obj body) {
        return new TokenLogProbs(Json.of(true).equals(body.get("logprobs")) ? top(body) : -1);
    }

    /** Returns those that a request of Responses asks for. */
    static TokenLogProbs ofResponses(Json.Obj body) {
        boolean included = body.array("include").contains(Json.of("message.output_text.logprobs"));
        return new TokenLogProbs(included ? top(body) : -1);
    }

    private static int top(Json.Obj body) {
        return (int) Math.max(0, Math.min(MOST, body.integer("top_logprobs", 0)));
    }

    boolean areWanted() {
        return top >= 0;
    }

    /** Returns the elements of a text; empty if they are not wanted. */
    Json.Arr of(String text) {
        var elements = new ArrayList<Json>();
        if (areWanted() && !text.isEmpty()) {
            for (String word : TokenCounter.split(text)) {
                elements.add(
                        element(word, 0).with("top_logprobs", new Json.Arr(alternatives(word))));
            }
        }
        return new Json.Arr(elements);
    }

    private List<Json> alternatives(String word) {
        var others = new ArrayList<Json>();
        for (int rank = 0; rank < top; rank++) {
            others.add(element(rank == 0 ? word : word + rank, rank));
        }
        return others;
    }

    private static Json.Obj element(String word, int rank) {
        var bytes = new ArrayList<Json>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(Json.of(b & 0xFF));
        }
        return Json.EMPTY
                .with("token", Json.of(word))
                .with("bytes", new Json.Arr(bytes))
                .with("logprob", Json.of(-(word.length() % 8) / 8.0 - rank));
    }
}
