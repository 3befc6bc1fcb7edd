package dev.outcrop.internal.observe;

import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Observer;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from.
 *
 * @param context what the program attached to it
 * @param question the question of a chat; null without one, or if nothing observes it
 * @param round the number of the model's turn in the question, from 1; 0 without a question
 */
public record CallOrigin(CallContext context, Observer.@Nullable Question question, int round) {
    /** Without a context and without a question. */
    public static final CallOrigin NONE = new CallOrigin(CallContext.NONE, null, 0);

    /** Returns the same place with more context. */
    public CallOrigin with(CallContext more) {
        return new CallOrigin(context.and(more), question, round);
    }

    /** Returns a call of a question. */
    CallOrigin in(Observer.Question question, int round) {
        return new CallOrigin(context, question, round);
    }
}
