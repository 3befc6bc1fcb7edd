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
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Echo;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;

import java.util.List;

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

    ChatBuilder system(List<Content> prompt) {
        system = prompt;
        return this;
    }

    /**
     * Goes on from what was said, in this or another chat. A turn of the system at the head is the
     * system prompt.
     *
     * @throws IllegalArgumentException if a turn of the system stands elsewhere
     */
    public ChatBuilder turns(List<Turn> turns) {
        var past = GivenHistory.of(turns);
        this.turns = past.turns();
        system = past.system() == null ? system : past.system();
        return this;
    }

    /** Sets what is written to {@code System.out} while the chat is asked; nothing unless set. */
    public ChatBuilder echo(Echo what) {
        echo = EchoOutput.standard(what, Environment.ofProcess());
        return this;
    }

    /**
     * Sets what is written while the chat is asked, and where to: plain, in lines of any length.
     */
    public ChatBuilder echo(Echo what, Appendable out) {
        return echo(what, out, 0);
    }

    /**
     * Sets what is written while the chat is asked, and where to: plain, wrapped to a width.
     *
     * @param out is written to by the thread that asks; what it throws ends the call, if nothing
     *     else did before
     * @param width columns of a line; 0 for lines of any length
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

    /** Gives the model tools, beside those it has; see {@link Chat#tools}. */
    public ChatBuilder tools(Object... more) {
        model = model.with(model.toolbox().with(more));
        return this;
    }

    /** Sets which tools may be run, and who is asked; all of them, unless set. */
    public ChatBuilder toolPolicy(ToolPolicy policy) {
        tools.policy(policy);
        return this;
    }

    /** Sets how much a question may cause; {@link ToolLimits#DEFAULT} unless set. */
    public ChatBuilder toolLimits(ToolLimits limits) {
        tools.limits(limits);
        return this;
    }

    /** Has the tools of one turn run one after the other, and not at the same time. */
    public ChatBuilder sequentialTools() {
        tools.sequential(true);
        return this;
    }

    /** Begins. */
    public Chat open() {
        return new Chat(model, system, new History(turns), echo, tools.copy());
    }

    /** Begins, and asks the first question; for a conversation of one. */
    public Reply ask(String question) {
        return open().ask(question);
    }

    /** Begins, and asks the first question; for a conversation of one. */
    public Reply ask(Content... question) {
        return open().ask(question);
    }

    /** Begins, and gives the answer to the first question as it arrives. */
    public ReplyStream stream(String question) {
        return open().stream(question);
    }

    /** Begins, and gives the answer to the first question as it arrives. */
    public ReplyStream stream(Content... question) {
        return open().stream(question);
    }

    /** Gets data; each question begins a conversation of its own. */
    @Override
    public Extractor<Json> extractor() {
        Chat start = open();
        return new Extractor<>(
                new Beginning(start), start.model().caller().cancellation(), ExtractionType.ANY);
    }

    /** Asks in a copy of a chat, which stays as it is. */
    private record Beginning(Chat start) implements Extractor.Beginning {
        @Override
        public <T> ExtractionLoop<T> begin(
                Message question, ExtractionType<T> type, Cancellation handle) {
            return start.fork().extracting(question, type, handle);
        }
    }
}
