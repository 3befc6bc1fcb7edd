package dev.outcrop;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.policy.Cancellation;

import java.util.List;

/**
 * How a chat asks one question: the one way that all of its ways to ask go. The history is changed
 * when the answer has ended well enough, and not before.
 */
record Asking(Model model, List<Content> system, History history) {
    /** The same, with another handle that stops it. */
    Asking with(Cancellation handle) {
        return new Asking(model.with(handle), system, history);
    }

    Reply ask(Message question) {
        try (var draft = history.draft(question)) {
            Reply reply = model.invoke(model.request(system, draft.messages()));
            draft.commit(reply.turn());
            return reply;
        }
    }

    ReplyStream stream(Message question) {
        History.Draft draft = history.draft(question);
        try {
            return model.stream(model.request(system, draft.messages()), draft);
        } catch (RuntimeException | Error e) {
            draft.close();
            throw e;
        }
    }
}
