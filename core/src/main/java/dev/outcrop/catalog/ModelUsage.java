package dev.outcrop.catalog;

import dev.outcrop.message.Usage;

/**
 * What one model was used for.
 *
 * @param answers how many whole answers it gave
 * @param usage their tokens, as far as Bedrock counted them
 * @param cost by list prices; what is not known is said, and not 0
 */
public record ModelUsage(long answers, Usage usage, Cost cost) {
    /** Nothing. */
    public static final ModelUsage NONE = new ModelUsage(0, Usage.NONE, Cost.NONE);

    /** Both together. */
    public ModelUsage plus(ModelUsage other) {
        return new ModelUsage(
                answers + other.answers, usage.plus(other.usage), cost.plus(other.cost));
    }
}
