package dev.outcrop;

import dev.outcrop.catalog.Cost;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A conversation with a model. Holds the history; for one caller at a time: a second thread that
 * asks while the first one is at it gets an {@link IllegalStateException}.
 *
 * <p>A call that fails leaves the history as it was. Where part of an answer had arrived, the
 * question and that part are kept, and the part is marked. An answer that a guardrail or a filter
 * stopped, or that did not fit, is given but not kept: the next question goes on from before it.
 */
public final class Chat {
    private final History history;
    private volatile Model model;
    private volatile List<Content> system;

    Chat(Model model, List<Content> system, List<Turn> turns) {
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
        return asking().ask(message(question));
    }

    /**
     * Asks on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the reply, or the failure that {@link #ask(Content...)} would have thrown
     */
    public CompletableFuture<Reply> askAsync(Content... question) {
        Message message = message(question);
        return Async.run("ask", model.cancellation(), handle -> asking().with(handle).ask(message));
    }

    /** Asks on a virtual thread; see {@link #askAsync(Content...)}. */
    public CompletableFuture<Reply> askAsync(String question) {
        return askAsync(Content.text(question));
    }

    /**
     * Asks as soon as someone subscribes, and gives the answer as it arrives, as fast as the
     * subscriber asks for it. Each subscriber asks anew.
     */
    public Flow.Publisher<StreamEvent> publish(Content... question) {
        Message message = message(question);
        return new EventPublisher(
                model.cancellation(), handle -> asking().with(handle).stream(message));
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
        return asking().stream(message(question));
    }

    /** The next question, as this chat is set up now. */
    private Asking asking() {
        return new Asking(model, system, history);
    }

    /** The history, oldest first, without the system prompt. */
    public List<Turn> turns() {
        return history.turns();
    }

    /**
     * Replaces the history.
     *
     * @throws IllegalStateException while a question is being answered
     */
    public void setTurns(List<Turn> turns) {
        history.replace(turns);
    }

    /**
     * Adds a question and its answer, as if they had been said.
     *
     * @throws IllegalStateException while a question is being answered
     */
    public void add(Message question, Message answer) {
        var longer = new ArrayList<>(turns());
        longer.add(Turn.of(question));
        longer.add(Turn.of(answer));
        history.replace(longer);
    }

    /** The history in rounds: each begins with a question, and has all that came of it. */
    public List<List<Turn>> rounds() {
        return Rounds.of(turns());
    }

    /** The last round; empty at the beginning. */
    public List<Turn> lastRound() {
        List<List<Turn>> rounds = rounds();
        return rounds.isEmpty() ? List.of() : rounds.get(rounds.size() - 1);
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

    /** Sets the system prompt from the next question on; null or blank means none. */
    public void setSystem(@Nullable String prompt) {
        system = systemOf(prompt);
    }

    public Model model() {
        return model;
    }

    /**
     * Goes on with another model from the next question on; settings stay.
     *
     * @throws IllegalArgumentException if the id cannot be one
     */
    public void setModel(String modelId) {
        model = model.withId(modelId);
    }

    /** Another chat with the same past. What is said in one is not heard in the other. */
    public Chat fork() {
        return new Chat(model, system, turns());
    }

    /**
     * Counts the tokens that this question would be billed for as input, history included.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be counted
     */
    public long countTokens(String question) {
        var messages = new ArrayList<Message>();
        turns().forEach(turn -> messages.add(turn.message()));
        messages.add(Message.user(question));
        return model.countTokens(model.request(system, messages));
    }

    /**
     * Writes the conversation to a file that {@link Bedrock#load} reads: JSON, every block and
     * field as it came, no secrets. The file is replaced in one step, and readable by its owner
     * only.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; an old file is then still there
     */
    public void save(Path file) {
        new ChatFile(model.id(), system, turns()).write(file);
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
     * What all whole answers so far cost, by the catalog's prices of the model that this chat has
     * now: of answers that another one gave, {@link Reply#cost()} knows better. What is not known
     * is said, and not 0.
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

    static List<Content> systemOf(@Nullable String prompt) {
        return prompt == null || prompt.isBlank() ? List.of() : List.of(Content.text(prompt));
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
}
