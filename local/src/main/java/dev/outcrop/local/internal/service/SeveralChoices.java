package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.ArrayList;

/** The parameter {@code n} of Chat Completions: several choices, which are the same here. */
final class SeveralChoices {
    private static final int MOST = 128;

    private SeveralChoices() {}

    /**
     * Returns how many choices a request asks for.
     *
     * @throws ServiceError if it is not a number from 1 to 128
     */
    static long number(Json.Obj body) {
        Json given = body.get("n");
        if (given == null || given instanceof Json.Null) {
            return 1;
        }
        long number = body.integer("n", 0);
        if (number < 1 || number > MOST) {
            throw ServiceError.validation("n must be a number from 1 to " + MOST + ".");
        }
        if (number > 1 && body.get("stream") instanceof Json.Bool(boolean is) && is) {
            throw ServiceError.validation(
                    "The local Bedrock does not emulate streams of several choices.");
        }
        return number;
    }

    /** Returns an answer with so many choices; each costs its tokens. */
    static Json.Obj of(Json.Obj answer, long number) {
        var choices = new ArrayList<Json>();
        for (int i = 0; i < number; i++) {
            if (answer.array("choices").getFirst() instanceof Json.Obj choice) {
                choices.add(choice.with("index", Json.of(i)));
            }
        }
        Json.Obj usage = answer.object("usage");
        long output = usage.integer("completion_tokens", 0) * number;
        long input = usage.integer("prompt_tokens", 0);
        return answer.with("choices", new Json.Arr(choices))
                .with(
                        "usage",
                        usage.with("completion_tokens", Json.of(output))
                                .with("total_tokens", Json.of(input + output)));
    }
}
