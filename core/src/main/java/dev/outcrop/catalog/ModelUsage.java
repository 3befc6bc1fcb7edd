package dev.outcrop.catalog;

import dev.outcrop.message.Usage;

/**
 * The usage of one model.
 *
 * @param answers the number of whole answers
 * @param usage their tokens, as far as Bedrock counted them
 * @param cost by list prices; unknown parts are listed as unknown, not counted as 0
 */
public record ModelUsage(long answers, Usage usage, Cost cost) {
    /** No usage. */
    public static final ModelUsage NONE = new ModelUsage(0, Usage.NONE, Cost.NONE);

    /** Returns the sum of both. */
    public ModelUsage plus(ModelUsage other) {
        return new ModelUsage(
                answers + other.answers, usage.plus(other.usage), cost.plus(other.cost));
    }
}
