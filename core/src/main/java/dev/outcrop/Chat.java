package dev.outcrop;

import dev.outcrop.internal.chat.Async;
import dev.outcrop.internal.chat.ChatFile;
import dev.outcrop.internal.chat.EchoOutput;
import dev.outcrop.internal.chat.EventPublisher;
import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.GivenHistory;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.chat.Question;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.tool.Registration;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolRequest;
import dev.outcrop.tool.ToolReturn;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A conversation with a model. Holds the history; for one caller at a time: a second thread that
 * asks while the first one is at it gets an {@link IllegalStateException}.
 *
 * <p>A call that fails leaves the history as it was. Where part of an answer had arrived, the
 * question and that part are kept, and the part is marked. An answer that a guardrail or a filter
 * stopped, or that did not fit, is given but not kept: the next question goes on from before it.
 * Where tools were run for an answer, they and their results are kept whatever becomes of it: what
 * was done is not forgotten, and {@link #resume()} goes on from there.
 *
 * <p>A question that is cancelled leaves the chat free at once, also while tools that ignore
 * interrupts still run. No tool starts after that. A tool that was started and has no result is in
 * the history as one that may have run.
 */
public final class Chat implements Conversation, StructuredOutput {
    private final History history;
    private volatile Model model;
    private final EchoOutput echo;
    private volatile List<Content> system;

    private final ToolSettings tools;

    Chat(Model model, List<Content> system, History history, EchoOutput echo, ToolSettings tools) {
        this.model = model;
        this.system = system;
        this.history = history;
        this.echo = echo;
        this.tools = tools;
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
        return answered(asking(), message(question));
    }

    /**
     * Asks on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the reply, or the failure that {@link #ask(Content...)} would have thrown
     */
    public CompletableFuture<Reply> askAsync(Content... question) {
        Message message = message(question);
        return Async.run(
                "ask",
                model.caller().cancellation(),
                handle -> answered(asking().with(handle), message));
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
                model.caller().cancellation(), handle -> asking().with(handle).stream(message));
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
        return stream(message(question));
    }

    /**
     * Goes on from where the history ends, without a new question: with the results of tools, after
     * a call that failed when they had run; or with calls of tools that nobody has run yet, which
     * then are run.
     *
     * @throws IllegalStateException if the history ends with an answer, or is empty
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply resume() {
        requireOpenEnd();
        return answered(asking(), null);
    }

    /** The same as {@link #resume()}, and gives the answer as it arrives. */
    public ReplyStream resumeStream() {
        requireOpenEnd();
        return stream((Message) null);
    }

    private void requireOpenEnd() {
        Turn last = lastTurn();
        boolean open =
                last != null && (last.role().equals(Role.USER) || !last.toolUses().isEmpty());
        if (!open) {
            throw new IllegalStateException("there is no open turn to continue: ask a question");
        }
    }

    private Reply answered(Question asking, @Nullable Message question) {
        return new Reply(
                echo.isSilent()
                        ? asking.ask(question)
                        : echo.written(question, asking.stream(question)));
    }

    private ReplyStream stream(@Nullable Message question) {
        Question asking = asking();
        return ReplyStream.of(asking.stream(question), asking.model());
    }

    @Override
    public Extractor<Json> extractor() {
        return new Extractor<>(this::extracting, model.caller().cancellation(), ExtractionType.ANY);
    }

    private <T> ExtractionLoop<T> extracting(
            Message question, ExtractionType<T> type, Cancellation handle) {
        return ExtractionLoop.of(model.caller(), system, history, question, type, handle);
    }

    /** The next question, as this chat is set up now. */
    private Question asking() {
        return new Question(model.caller(), system, history, tools);
    }

    @Override
    public List<Turn> turns() {
        return history.turns();
    }

    @Override
    public List<Turn> turns(boolean withSystem) {
        if (!withSystem || system.isEmpty()) {
            return turns();
        }
        var all = new ArrayList<Turn>();
        all.add(Turn.of(new Message(Role.SYSTEM, system)));
        all.addAll(turns());
        return List.copyOf(all);
    }

    /**
     * Replaces the history. A turn of the system at its head replaces the system prompt, too.
     *
     * @throws IllegalArgumentException if a turn of the system stands elsewhere
     * @throws IllegalStateException while a question is being answered
     */
    public void setTurns(List<Turn> turns) {
        var past = GivenHistory.of(turns);
        history.replace(past.turns());
        system = past.system() == null ? system : past.system();
    }

    /**
     * Adds a turn at the end, with its usage, as if it had been said.
     *
     * @throws IllegalArgumentException if it is the system's
     * @throws IllegalStateException while a question is being answered
     */
    public void addTurn(Turn turn) {
        var longer = new ArrayList<>(turns());
        longer.add(turn);
        setTurns(longer);
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
        setTurns(longer);
    }

    @Override
    public String system() {
        return Content.text(system);
    }

    /** Sets the system prompt from the next question on; null or blank means none. */
    public void setSystem(@Nullable String prompt) {
        system = systemOf(prompt);
    }

    @Override
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

    /**
     * Goes on with another model, as it is set up itself, from the next question on.
     *
     * @param model of whatever {@link Bedrock}
     */
    public void setModel(Model model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /**
     * Another chat with the same past. What is said in one is not heard in the other; both echo to
     * the same place.
     */
    public Chat fork() {
        return new Chat(model, system, new History(turns()), echo, tools.copy());
    }

    /**
     * Gives the model tools, beside those it has; one that has the name of another takes its place.
     * When the model asks for tools, they are run, several at the same time, and it is asked again
     * with their results.
     *
     * @param more as {@link Toolbox#of} takes them: tools, or objects with {@code @ToolMethod}
     */
    public void tools(Object... more) {
        model = model.with(model.toolbox().with(more));
    }

    /** Gives the model these tools and no others. */
    public void setToolbox(Toolbox toolbox) {
        model = model.with(toolbox);
    }

    /** The tools that the model has. */
    public Toolbox toolbox() {
        return model.toolbox();
    }

    /** Sets which tools may be run, and who is asked. */
    public void setToolPolicy(ToolPolicy policy) {
        tools.policy(policy);
    }

    /** Sets how much a question may cause. */
    public void setToolLimits(ToolLimits limits) {
        tools.limits(limits);
    }

    /**
     * Has each request for a tool looked at before anything is run: it can be changed, rejected, or
     * made to need approval. What is registered last sees a request first. Called on the thread
     * that asks, or reads the stream; what it throws ends the question, and no tool of that turn
     * runs.
     *
     * @return takes it back
     */
    public Registration onToolRequest(UnaryOperator<ToolRequest> hook) {
        return tools.onRequest(hook);
    }

    /**
     * Has each result of a tool heard of, in the same way, as soon as it is there. What it throws
     * ends the question; tools that ran are in the history.
     */
    public Registration onToolResult(Consumer<ToolReturn> hook) {
        return tools.onResult(hook);
    }

    /**
     * This conversation, with a say in whether the model must use a tool: {@code
     * chat.with(ToolChoice.ANY).ask(…)}. What is said there is said here. A choice that forces
     * holds until tools were run once; then the model decides.
     */
    public Chat with(ToolChoice choice) {
        return new Chat(model.with(choice), system, history, echo, tools);
    }

    /**
     * Counts the tokens that this question would be billed for as input, history included.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be counted
     */
    public long countTokens(String question) {
        return countTokens(Content.text(question));
    }

    /**
     * Counts the tokens that this question would be billed for as input, history included.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be counted
     */
    public long countTokens(Content... question) {
        var messages = new ArrayList<Message>();
        turns().forEach(turn -> messages.add(turn.message()));
        messages.add(message(question));
        return model.caller().countTokens(model.caller().request(system, messages));
    }

    /**
     * Writes the conversation to a file that {@link Bedrock#load} reads: JSON, every block and
     * field as it came, no secrets. The file is replaced in one step, and readable by its owner
     * only. A symbolic link stays, and the file that it leads to is replaced. An interrupted thread
     * writes the whole file, too, and stays interrupted.
     *
     * @throws java.io.UncheckedIOException if it cannot be written, also because it is a directory
     *     or a device; an old file is then still there
     */
    public void save(Path file) {
        new ChatFile(model.id(), system, turns()).write(file);
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }

    static List<Content> systemOf(@Nullable String prompt) {
        return prompt == null || prompt.isBlank() ? List.of() : List.of(Content.text(prompt));
    }

    private static Message message(Content... question) {
        if (question.length == 0) {
            throw new IllegalArgumentException("a question must have at least one block");
        }
        for (Content block : question) {
            if (block instanceof Content.Text text && text.text().isBlank()) {
                throw new IllegalArgumentException("a question must not be blank");
            }
        }
        return Message.user(question);
    }
}
