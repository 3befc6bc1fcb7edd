package dev.outcrop.internal.observe;

import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Observer;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from.
 *
 * @param context what the program attached to it
 * @param question the question of a chat; null without one, or if nothing observes it
 * @param round the number of the model's turn in the question, from 1; 0 without a question
 * @param config the parameters that were set
 * @param guardrailId the guardrail that was set; null for none
 */
public record CallOrigin(
        CallContext context,
        Observer.@Nullable Question question,
        int round,
        InferenceConfig config,
        @Nullable String guardrailId) {
    /** Without a context and without a question. */
    public static final CallOrigin NONE =
            new CallOrigin(CallContext.NONE, null, 0, InferenceConfig.NONE, null);

    /** Returns the same place with more context. */
    public CallOrigin with(CallContext more) {
        return new CallOrigin(context.and(more), question, round, config, guardrailId);
    }

    /** Returns the same place with these settings of the call. */
    public CallOrigin with(InferenceConfig config, @Nullable String guardrailId) {
        return new CallOrigin(context, question, round, config, guardrailId);
    }

    /** Returns a call of a question. */
    CallOrigin in(Observer.Question question, int round) {
        return new CallOrigin(context, question, round, config, guardrailId);
    }
}
