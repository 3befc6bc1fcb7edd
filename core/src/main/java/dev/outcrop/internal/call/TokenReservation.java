package dev.outcrop.internal.call;

import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The tokens of a call, as counted against a quota. */
public final class TokenReservation {
    /** The assumed length of an answer if the request sets none: that of a long one. */
    private static final int USUAL_ANSWER = 4_096;

    /** No model reads or writes this many tokens in one call: a larger number is an error. */
    private static final long MOST = 100_000_000;

    /** The APIs' names for the longest answer. */
    private static final List<String> NAMES =
            List.of(
                    "maxTokens",
                    "max_tokens",
                    "max_completion_tokens",
                    "max_output_tokens",
                    "max_new_tokens",
                    "max_gen_len",
                    "max_tokens_to_sample",
                    "maxTokenCount",
                    "maxOutputTokens");

    /** The members of a body that may contain them. */
    private static final List<String> PLACES =
            List.of("inferenceConfig", "textGenerationConfig", "additionalModelRequestFields");

    private TokenReservation() {}

    /**
     * The estimated tokens of a call, before it is made.
     *
     * @param asked the body, or the part of it that may set the length of the answer
     */
    public static long estimated(byte[] body, Json.Obj asked) {
        Long longest = longest(asked, 2);
        return body.length / 4L + (longest == null ? USUAL_ANSWER : longest);
    }

    /** The part of Converse's body that may set the length of the answer. */
    public static Json.Obj asked(ConverseRequest request, Json.Obj apiArgs) {
        Json.Obj asked = Json.EMPTY;
        Integer maxTokens = request.inferenceConfig().maxTokens();
        if (maxTokens != null) {
            asked = asked.with("inferenceConfig", Json.EMPTY.with("maxTokens", Json.of(maxTokens)));
        }
        Json own = request.additionalModelRequestFields();
        if (own != null) {
            asked = asked.with("additionalModelRequestFields", own);
        }
        return asked.merged(apiArgs);
    }

    /** The largest of all values; null if there is none. */
    private static @Nullable Long longest(Json.Obj body, int depth) {
        Long longest = null;
        for (String name : NAMES) {
            if (body.get(name) instanceof Json.Num number) {
                longest = larger(longest, tokens(number));
            }
        }
        for (String place : depth == 0 ? List.<String>of() : PLACES) {
            Long inside = longest(body.object(place), depth - 1);
            longest = inside == null ? longest : larger(longest, inside);
        }
        return longest;
    }

    private static Long larger(@Nullable Long a, long b) {
        return a == null ? b : Math.max(a, b);
    }

    /** Bounded to avoid overflow, for any size of the number. */
    private static long tokens(Json.Num number) {
        return (long) Math.clamp(number.doubleValue(), 0, Integer.MAX_VALUE);
    }

    /** The tokens used; those read from the cache do not count. Unknown if not reported. */
    public static long of(Usage usage) {
        if (!usage.known()) {
            return RateLimiter.UNKNOWN;
        }
        long sum = 0;
        for (long part : new long[] {usage.input(), usage.cacheWrite(), usage.output()}) {
            if (part > MOST - sum) {
                return RateLimiter.UNKNOWN;
            }
            sum += part;
        }
        return sum;
    }
}
