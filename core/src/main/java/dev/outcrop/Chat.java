package dev.outcrop;

import dev.outcrop.catalog.Cost;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A conversation with a model. Holds the history; for one caller at a time: a second thread that
 * asks while the first one is at it gets an {@link IllegalStateException}.
 *
 * <p>A call that fails leaves the history as it was. Where part of an answer had arrived, the
 * question and that part are kept, and the part is marked.
 */
public final class Chat {
    private final Model model;
    private final List<Content> system;
    private final History history;

    private Chat(Model model, List<Content> system, List<Turn> turns) {
        this.model = model;
        this.system = system;
        this.history = new History(turns);
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply ask(String question) {
        return ask(Content.text(question));
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply ask(Content... question) {
        Message message = message(question);
        try (var draft = history.draft(message)) {
            Reply reply = model.invoke(model.request(system, draft.messages()), new Cancellation());
            draft.commit(reply.turn());
            return reply;
        }
    }

    /**
     * Asks, and gives the answer as it arrives. The history has it when the stream has ended; until
     * then, nothing else can be asked.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    public ReplyStream stream(String question) {
        return stream(Content.text(question));
    }

    /**
     * Asks, and gives the answer as it arrives.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    public ReplyStream stream(Content... question) {
        History.Draft draft = history.draft(message(question));
        try {
            return model.stream(model.request(system, draft.messages()), new Cancellation(), draft);
        } catch (RuntimeException | Error e) {
            draft.close();
            throw e;
        }
    }

    /** The history, oldest first, without the system prompt. */
    public List<Turn> turns() {
        return history.turns();
    }

    /** The last thing that was said; null at the beginning. */
    public @Nullable Turn lastTurn() {
        List<Turn> turns = turns();
        return turns.isEmpty() ? null : turns.get(turns.size() - 1);
    }

    /** The last thing that this role said; null if nothing. */
    public @Nullable Turn lastTurn(Role role) {
        List<Turn> turns = turns();
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role().equals(role)) {
                return turns.get(i);
            }
        }
        return null;
    }

    /** The words of the system prompt; empty if there is none. */
    public String system() {
        return Content.text(system);
    }

    public Model model() {
        return model;
    }

    /** The tokens of all whole answers so far. */
    public Usage usage() {
        Usage sum = Usage.NONE;
        for (Turn turn : turns()) {
            sum = turn.isPartial() ? sum : sum.plus(turn.usage());
        }
        return sum;
    }

    /**
     * What all whole answers so far cost, by the catalog's prices of this chat's model; what is not
     * known is said, and not 0.
     */
    public Cost cost() {
        Cost sum = Cost.NONE;
        for (Turn turn : turns()) {
            boolean whole = turn.ending() != null && !turn.isPartial();
            sum = whole ? sum.plus(model.cost(turn.usage())) : sum;
        }
        return sum;
    }

    /** Who said what, to be read by a person. */
    @Override
    public String toString() {
        return Transcript.of(model.id(), system, turns());
    }

    private static Message message(Content... question) {
        if (question.length == 0) {
            throw new IllegalArgumentException("a question has at least one block");
        }
        for (Content block : question) {
            if (block instanceof Content.Text text && text.text().isBlank()) {
                throw new IllegalArgumentException("a question must not be blank");
            }
        }
        return Message.user(question);
    }

    /** How a conversation begins. Not safe for use by several threads. */
    public static final class Builder {
        private Model model;
        private List<Content> system = List.of();
        private List<Turn> turns = List.of();

        Builder(Model model) {
            this.model = model;
        }

        /** Sets the system prompt; null or blank means none. */
        public Builder system(@Nullable String prompt) {
            system = prompt == null || prompt.isBlank() ? List.of() : List.of(Content.text(prompt));
            return this;
        }

        /** Goes on from what was said, in this or another chat. */
        public Builder turns(List<Turn> turns) {
            this.turns = List.copyOf(turns);
            return this;
        }

        /** Sets how the model should answer. */
        public Builder params(Params params) {
            model = model.with(params);
            return this;
        }

        /** Sets whether Bedrock keeps the conversation for its next call. */
        public Builder cache(Cache cache) {
            model = model.with(cache);
            return this;
        }

        /** Says what the model is; see {@link Model#withBaseModel}. */
        public Builder baseModel(String modelId) {
            model = model.withBaseModel(modelId);
            return this;
        }

        /** Sets members to lay over each request's body; see {@link Model#withApiArgs}. */
        public Builder apiArgs(Map<String, ?> apiArgs) {
            model = model.withApiArgs(apiArgs);
            return this;
        }

        /** Sets headers to send, and sign, with each call. */
        public Builder apiHeaders(Map<String, String> apiHeaders) {
            model = model.withApiHeaders(apiHeaders);
            return this;
        }

        /** Begins. */
        public Chat open() {
            return new Chat(Objects.requireNonNull(model), system, turns);
        }

        /** Begins, and asks the first question; for a conversation of one. */
        public Reply ask(String question) {
            return open().ask(question);
        }
    }
}
