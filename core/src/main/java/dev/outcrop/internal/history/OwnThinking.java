package dev.outcrop.internal.history;

import dev.outcrop.internal.family.ReasoningRules;
import dev.outcrop.internal.history.edit.Alternation;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.List;

/**
 * Removes thinking that the model refuses: that of another model, and that in a form which it does
 * not accept.
 */
public final class OwnThinking {
    private OwnThinking() {}

    /** Returns the request without the thinking of other models than the one that receives it. */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public static ConverseRequest in(
            ConverseRequest request, Producer receiver, ReasoningRules rules) {
        boolean named = rules == ReasoningRules.SIGNED_AND_KNOWN;
        List<Message> messages =
                ListEdits.contents(request.messages(), content -> own(content, receiver, named));
        return messages == request.messages()
                ? request
                : request.toBuilder().messages(spoken(request.messages(), messages)).build();
    }

    /**
     * What else such a message stores of OpenAI's formats belongs to the thinking, too: encrypted
     * details, and ids of items that must not be sent without it.
     */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static List<Content> own(List<Content> content, Producer receiver, boolean named) {
        List<Content> own =
                ListEdits.each(
                        content, (block, i) -> isForeign(block, receiver, named) ? null : block);
        return own == content ? content : VendorBlocks.withoutOpenAi(own);
    }

    private static boolean isForeign(Content block, Producer receiver, boolean named) {
        if (!(block instanceof Content.Reasoning thought)) {
            return false;
        }
        Producer producer = Provenance.of(thought).producer();
        return producer == null ? named : !producer.isSame(receiver);
    }

    /** A message that was only thinking has no content. */
    private static List<Message> spoken(List<Message> before, List<Message> now) {
        return ListEdits.each(
                now,
                (message, i) ->
                        Alternation.saysSomething(message) || before.get(i).content().isEmpty()
                                ? message
                                : null);
    }

    /**
     * Removes the thinking of an assistant's message that is in no form which the model accepts.
     */
    static List<Content> accepted(List<Content> blocks, ReasoningRules rules) {
        return ListEdits.each(
                blocks,
                (block, i) ->
                        block instanceof Content.Reasoning thought && !isAccepted(thought, rules)
                                ? null
                                : block);
    }

    private static boolean isAccepted(Content.Reasoning thought, ReasoningRules rules) {
        return switch (rules) {
            case NONE -> false;
            case SIGNED, SIGNED_AND_KNOWN -> !UnsignedThinking.isUnsigned(thought);
            case UNSIGNED -> thought.redacted() == null && UnsignedThinking.isUnsigned(thought);
            case ENCRYPTED -> thought.redacted() != null || VendorBlocks.isOfOpenAi(thought.more());
        };
    }

    /** Whether an assistant's message consists of thinking, and perhaps cache points. */
    static boolean isAll(Message message) {
        boolean thinks = false;
        for (Content block : message.content()) {
            if (block instanceof Content.Reasoning) {
                thinks = true;
            } else if (!(block instanceof Content.CachePoint)) {
                return false;
            }
        }
        return thinks && message.role().equals(Role.ASSISTANT);
    }
}
