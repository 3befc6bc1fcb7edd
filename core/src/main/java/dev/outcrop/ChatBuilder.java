package dev.outcrop;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.chat.EchoOutput;
import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.GivenHistory;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Echo;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * How a conversation begins: what was said before, tools, echo. How its model answers is set of the
 * {@link Model} that it is begun with: {@code bedrock.model(id).with(…).chat()}. Not safe for use
 * by several threads.
 */
public final class ChatBuilder implements StructuredOutput {
    private Model model;
    private List<Content> system = List.of();
    private List<Turn> turns = List.of();
    private EchoOutput echo = EchoOutput.NONE;
    private final ToolSettings tools = new ToolSettings();

    ChatBuilder(Model model) {
        this.model = model;
    }

    /** Sets the system prompt; null or blank means none. */
    public ChatBuilder system(@Nullable String prompt) {
        system = Chat.systemOf(prompt);
        return this;
    }

    /**
     * Sets the system prompt, of several blocks: {@code system(Content.text(rules),
     * Content.cachePoint("1h"))}. None means no system prompt.
     */
    public ChatBuilder system(Content... prompt) {
        return system(List.of(prompt));
    }

    ChatBuilder system(List<Content> prompt) {
        system = prompt;
        return this;
    }

    /**
     * Sets the history to continue from, of this or another chat. A system turn at the beginning
     * becomes the system prompt.
     *
     * @throws IllegalArgumentException if there is a system turn anywhere else
     */
    public ChatBuilder turns(List<Turn> turns) {
        var past = GivenHistory.of(turns);
        this.turns = past.turns();
        system = past.system() == null ? system : past.system();
        return this;
    }

    /** Sets what is written to {@code System.out} during a question; nothing unless set. */
    public ChatBuilder echo(Echo what) {
        echo = EchoOutput.standard(what, Environment.ofProcess());
        return this;
    }

    /**
     * Sets what is written during a question, and the output: plain text, without line wrapping.
     */
    public ChatBuilder echo(Echo what, Appendable out) {
        return echo(what, out, 0);
    }

    /**
     * Sets what is written during a question, and the output: plain text, wrapped to a width.
     *
     * @param out written to by the thread that asks; if it throws, the call fails, unless it has
     *     already failed
     * @param width columns of a line; 0 for no wrapping
     */
    public ChatBuilder echo(Echo what, Appendable out, int width) {
        echo = new EchoOutput(what, out, width, false);
        return this;
    }

    /**
     * Sets how the model should answer; short for {@link Model#with(Params)} before {@link
     * Model#chat}.
     */
    public ChatBuilder params(Params params) {
        model = model.with(params);
        return this;
    }

    /** Adds tools to those that the model has; see {@link Chat#tools}. */
    public ChatBuilder tools(Object... more) {
        model = model.with(model.toolbox().with(more));
        return this;
    }

    /** Sets which tools may run, and who approves them; all of them, unless set. */
    public ChatBuilder toolPolicy(ToolPolicy policy) {
        tools.policy(policy);
        return this;
    }

    /** Sets limits for the tool calls of one question; {@link ToolLimits#DEFAULT} unless set. */
    public ChatBuilder toolLimits(ToolLimits limits) {
        tools.limits(limits);
        return this;
    }

    /** Runs the tools of one turn one after the other, not at the same time. */
    public ChatBuilder sequentialTools() {
        tools.sequential(true);
        return this;
    }

    /** Opens the conversation. */
    public Chat open() {
        return new Chat(model, system, new History(turns), echo, tools.copy());
    }

    /** Opens the conversation and asks the first question; for a single question. */
    public Reply ask(String question, Content... more) {
        return open().ask(question, more);
    }

    /** Opens the conversation and asks the first question; for a single question. */
    public Reply ask(Content... question) {
        return open().ask(question);
    }

    /** Opens the conversation and asks the first question; for a single question. */
    public CompletableFuture<Reply> askAsync(String question, Content... more) {
        return open().askAsync(question, more);
    }

    /** Opens the conversation and asks the first question; for a single question. */
    public CompletableFuture<Reply> askAsync(Content... question) {
        return open().askAsync(question);
    }

    /** Opens the conversation, and returns the answer to the first question as a stream. */
    public ReplyStream stream(String question, Content... more) {
        return open().stream(question, more);
    }

    /** Opens the conversation, and returns the answer to the first question as a stream. */
    public ReplyStream stream(Content... question) {
        return open().stream(question);
    }

    /** Returns a publisher of the answer to one question; see {@link Chat#publish}. */
    public Flow.Publisher<StreamEvent> publish(Content... question) {
        Chat start = open();
        return subscriber -> start.fork().publish(question).subscribe(subscriber);
    }

    /** Gets data; each question begins a conversation of its own. */
    @Override
    public Extractor<Json> extractor() {
        Chat start = open();
        return new Extractor<>(new Beginning(start), start.model().caller(), ExtractionType.ANY);
    }

    /** Returns what a chat begins with. */
    @Override
    public String toString() {
        return "ChatBuilder["
                + model.id()
                + (system.isEmpty() ? "" : ", system prompt")
                + (turns.isEmpty() ? "" : ", turns=" + turns.size())
                + (model.toolbox().isEmpty()
                        ? ""
                        : ", tools=" + model.toolbox().definitions().size())
                + "]";
    }

    /** Asks in a copy of a chat, which stays as it is. */
    private record Beginning(Chat start) implements Extractor.Beginning {
        @Override
        public <T> ExtractionLoop<T> begin(
                @Nullable Message question, ExtractionType<T> type, Cancellation handle) {
            return start.fork().extracting(question, type, handle);
        }

        @Override
        public Extractor.Beginning apart(List<Message> messages, CallContext context) {
            return new Extractor.OfChat(start).apart(messages, context);
        }
    }
}
