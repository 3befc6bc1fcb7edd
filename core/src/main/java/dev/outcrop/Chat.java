package dev.outcrop;

import dev.outcrop.internal.chat.AnswerStream;
import dev.outcrop.internal.chat.Async;
import dev.outcrop.internal.chat.ChatFile;
import dev.outcrop.internal.chat.Compaction;
import dev.outcrop.internal.chat.EchoOutput;
import dev.outcrop.internal.chat.EventPublisher;
import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.GivenHistory;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.chat.HistoryTrim;
import dev.outcrop.internal.chat.Question;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolRequest;
import dev.outcrop.tool.ToolRequest.Registration;
import dev.outcrop.tool.ToolReturn;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A conversation with a model, including its history. For one caller at a time: if a second thread
 * asks during a question, it gets an {@link IllegalStateException}.
 *
 * <p>A call that fails leaves the history unchanged. If part of an answer had arrived, the question
 * and that part are kept, and the part is marked as partial. An answer that was stopped by a
 * guardrail or a filter, or that did not fit, is returned but not kept: the next question continues
 * from before it. If tools ran for an answer, they and their results are always kept, and {@link
 * #resume()} continues from there.
 *
 * <p>Cancelling a question frees the chat at once, even while tools that ignore interrupts still
 * run. No tool starts after that. A tool that was started and has no result is recorded in the
 * history as one that may have run.
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
     * Asks a question and returns the whole answer. Blocks.
     *
     * @param more blocks that follow the text, such as {@code Content.image(path)}
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply ask(String question, Content... more) {
        return answered(asking(), Question.message(question, more));
    }

    /**
     * Asks a question and returns the whole answer. Blocks.
     *
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply ask(Content... question) {
        return answered(asking(), Question.message(question));
    }

    /**
     * Asks a question on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the reply, or the failure that {@link #ask(Content...)} would have thrown
     */
    public CompletableFuture<Reply> askAsync(Content... question) {
        Message message = Question.message(question);
        return Async.run("ask", model.caller(), handle -> answered(asking().with(handle), message));
    }

    /** Asks a question on a virtual thread; see {@link #askAsync(Content...)}. */
    public CompletableFuture<Reply> askAsync(String question, Content... more) {
        return askAsync(Question.message(question, more).content().toArray(Content[]::new));
    }

    /**
     * Returns a publisher of the answer's events, with back pressure. The question is sent on
     * subscription, once for each subscriber.
     */
    public Flow.Publisher<StreamEvent> publish(Content... question) {
        Message message = Question.message(question);
        return new EventPublisher(model.caller(), handle -> asking().with(handle).stream(message));
    }

    /**
     * Asks a question and returns the answer as a stream. The answer enters the history when the
     * stream has ended; until then, no other question can be asked.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    public ReplyStream stream(String question, Content... more) {
        return stream(Question.message(question, more));
    }

    /**
     * Asks a question and returns the answer as a stream.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    public ReplyStream stream(Content... question) {
        return stream(Question.message(question));
    }

    /**
     * Continues from the end of the history, without a new question: sends the results of tools
     * after a failed call, or first runs tool calls that have not run yet.
     *
     * @throws IllegalStateException if the history ends with an answer, or is empty
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply resume() {
        requireOpenEnd();
        return answered(asking(), null);
    }

    /** Continues as {@link #resume()} does, and returns the answer as a stream. */
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
        return new Extractor<>(new Extractor.OfChat(this), model.caller(), ExtractionType.ANY);
    }

    <T> ExtractionLoop<T> extracting(
            @Nullable Message question, ExtractionType<T> type, Cancellation handle) {
        return ExtractionLoop.of(asking(), question, type, handle);
    }

    /** The next question, with the current settings of this chat. */
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
     * Replaces the history. A system turn at the beginning also replaces the system prompt.
     *
     * @throws IllegalArgumentException if there is a system turn anywhere else
     * @throws IllegalStateException while a question is being answered
     */
    public void setTurns(List<Turn> turns) {
        var past = GivenHistory.of(turns);
        history.replace(past.turns());
        system = past.system() == null ? system : past.system();
    }

    /**
     * Adds turns at the end, with their usage, as if they had been said.
     *
     * @throws IllegalArgumentException if one is the system's
     * @throws IllegalStateException while a question is being answered
     */
    public void addTurns(Turn... more) {
        var longer = new ArrayList<>(turns());
        longer.addAll(List.of(more));
        setTurns(longer);
    }

    @Override
    public String system() {
        return Content.text(system);
    }

    /** Sets the system prompt, from the next question on; null or blank means none. */
    public void setSystem(@Nullable String prompt) {
        system = systemOf(prompt);
    }

    @Override
    public Model model() {
        return model;
    }

    /**
     * Switches to another model from the next question on; settings stay.
     *
     * @throws IllegalArgumentException if it is not a valid model id
     */
    public void setModel(String modelId) {
        model = model.withId(modelId);
    }

    /**
     * Switches to another model, with that model's settings, from the next question on. The tools
     * of this chat stay, in addition to those of the model.
     *
     * @param model of any {@link Bedrock}
     */
    public void setModel(Model model) {
        this.model = model.with(toolbox().with(model.toolbox()));
    }

    /** Returns a copy; later turns in one do not affect the other. Both echo to the same output. */
    public Chat fork() {
        return new Chat(model, system, new History(turns()), echo, tools.copy());
    }

    /**
     * Adds tools to those that the model has; a tool replaces another one with the same name. When
     * the model asks for tools, they run, several at the same time, and the model is called again
     * with their results.
     *
     * @param more as {@link Toolbox#of} accepts them: tools, or objects with {@code @ToolMethod}
     */
    public void tools(Object... more) {
        model = model.with(model.toolbox().with(more));
    }

    /** Returns the tools of the model. */
    public Toolbox toolbox() {
        return model.toolbox();
    }

    /** Sets which tools may run, and who approves them. */
    public void setToolPolicy(ToolPolicy policy) {
        tools.policy(policy);
    }

    /** Sets limits for the tool calls of one question. */
    public void setToolLimits(ToolLimits limits) {
        tools.limits(limits);
    }

    /**
     * Calls the hook with each tool request before any tool of the turn runs. The hook can change
     * the request, reject it, or require approval. The hook registered last sees a request first.
     * It is called on the thread that asks, or that reads the stream; if it throws, the question
     * fails and no tool of that turn runs.
     *
     * @return removes the hook when closed
     */
    public Registration onToolRequest(UnaryOperator<ToolRequest> hook) {
        return tools.onRequest(hook);
    }

    /**
     * Calls the hook with each tool result as soon as the tool has ended, on the same thread as
     * {@link #onToolRequest}. If the hook throws, the question fails; tools that ran are in the
     * history.
     *
     * @return removes the hook when closed
     */
    public Registration onToolResult(Consumer<ToolReturn> hook) {
        return tools.onResult(hook);
    }

    /**
     * Returns a view of this chat with a tool choice: {@code chat.with(ToolChoice.ANY).ask(…)}.
     * Both share one history. A choice that forces a tool applies until tools have run once for a
     * question; then the model decides.
     */
    public Chat with(ToolChoice choice) {
        return new Chat(model.with(choice), system, history, echo, tools);
    }

    /** Returns a view of this chat with tags, observers and values for tools; one history. */
    public Chat with(CallContext context) {
        return new Chat(model.with(context), system, history, echo, tools);
    }

    /** Asks without the echo of this chat. */
    AnswerStream consoleAnswer(String question) {
        return asking().stream(Question.message(Content.text(question)));
    }

    /** Counts the input tokens of a text with blocks; see {@link #countTokens(Content...)}. */
    public long countTokens(String question, Content... more) {
        return countTokens(Question.message(question, more).content().toArray(Content[]::new));
    }

    /**
     * Counts the input tokens that this question would be billed for, history included. Blocks.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be counted
     */
    public long countTokens(Content... question) {
        var messages = new ArrayList<Message>();
        turns().forEach(turn -> messages.add(Provenance.message(turn)));
        messages.add(model.caller().question(Question.message(question)));
        return model.caller().countTokens(model.caller().request(system, messages));
    }

    /**
     * Writes {@link #toJson()} to a file that {@link Bedrock#load(Path)} reads. The file, or the
     * target of a symbolic link, is replaced atomically, also if the thread is interrupted. Only
     * its owner can read it.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; an old file is then unchanged
     */
    public void save(Path file) {
        new ChatFile(model.id(), system, turns()).write(file);
    }

    /**
     * Cuts the oldest part off the history. The system prompt stays, and counts.
     *
     * @return the turns that were cut off, oldest first
     * @throws IllegalStateException while a question is being answered
     */
    public List<Turn> trim(Trim how) {
        List<Turn> before = turns();
        List<Turn> rest = GivenHistory.of(how.trimmed(turns(true))).turns();
        history.replace(rest);
        return HistoryTrim.removed(before, rest);
    }

    /**
     * Puts a summary by the model in place of all rounds but the last ones. Tools are not used.
     * Blocks; a call that fails leaves the history unchanged.
     *
     * @param keepRounds how many rounds at the end stay as they are; see {@link #rounds()}
     * @return the summary, with its usage; null if there was nothing to summarize
     * @throws dev.outcrop.error.BedrockException if there is no whole summary
     */
    public @Nullable Reply compact(int keepRounds) {
        Answer summary = Compaction.compact(asking(), keepRounds);
        return summary == null ? null : new Reply(summary);
    }

    /** Returns {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }

    static List<Content> systemOf(@Nullable String prompt) {
        return prompt == null || prompt.isBlank() ? List.of() : List.of(Content.text(prompt));
    }
}
