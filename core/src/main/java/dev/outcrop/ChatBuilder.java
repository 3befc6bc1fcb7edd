package dev.outcrop;

import dev.outcrop.aws.Environment;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.internal.chat.EchoOutput;
import dev.outcrop.internal.chat.GivenHistory;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.message.Content;
import dev.outcrop.message.GuardrailConfig;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Echo;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.VendorApi;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Configures and opens a {@link Chat}. Not safe for use by several threads. */
public final class ChatBuilder {
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

    /** Sets other timeouts than the {@link Bedrock} has. */
    public ChatBuilder timeouts(Timeouts timeouts) {
        model = model.with(timeouts);
        return this;
    }

    /** Sets the guardrail; see {@link Model#withGuardrail}. */
    public ChatBuilder guardrail(String identifier, String version) {
        model = model.withGuardrail(identifier, version);
        return this;
    }

    /** Sets the guardrail; see {@link Model#with(GuardrailConfig)}. */
    public ChatBuilder guardrail(GuardrailConfig guardrail) {
        model = model.with(guardrail);
        return this;
    }

    /** Adds tools to those that the model has; see {@link Chat#tools}. */
    public ChatBuilder tools(Object... more) {
        model = model.with(model.toolbox().with(more));
        return this;
    }

    /** Sets whether the model must use a tool, until tools were run once for a question. */
    public ChatBuilder toolChoice(ToolChoice choice) {
        model = model.with(choice);
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

    /** Sets the service tier; see {@link Model#withServiceTier}. */
    public ChatBuilder serviceTier(String tier) {
        model = model.withServiceTier(tier);
        return this;
    }

    /** Sets the latency; see {@link Model#withPerformanceConfig}. */
    public ChatBuilder performanceConfig(String latency) {
        model = model.withPerformanceConfig(latency);
        return this;
    }

    /** Sets names and values for the invocation log; see {@link Model#withRequestMetadata}. */
    public ChatBuilder requestMetadata(Map<String, String> metadata) {
        model = model.withRequestMetadata(metadata);
        return this;
    }

    /** Asks for more of the model's own response. */
    public ChatBuilder additionalModelResponseFieldPaths(String... pointers) {
        model = model.withAdditionalModelResponseFieldPaths(pointers);
        return this;
    }

    /** Sets models to ask where this one gives no answer; see {@link Model#withFallbacks}. */
    public ChatBuilder fallbacks(Model... others) {
        model = model.withFallbacks(others);
        return this;
    }

    /** Sets how data is got from the model; {@link Extraction#AUTO} unless set. */
    public ChatBuilder extraction(Extraction extraction) {
        model = model.with(extraction);
        return this;
    }

    /** Sets how the model should answer. */
    public ChatBuilder params(Params params) {
        model = model.with(params);
        return this;
    }

    /** Sets whether Bedrock keeps the conversation for its next call. */
    public ChatBuilder cache(PromptCaching cache) {
        model = model.with(cache);
        return this;
    }

    /** Sets the foundation model; see {@link Model#withBaseModel}. */
    public ChatBuilder baseModel(String modelId) {
        model = model.withBaseModel(modelId);
        return this;
    }

    /** Sets the family of the model; see {@link Model#with(ModelFamily)}. */
    public ChatBuilder family(ModelFamily family) {
        model = model.with(family);
        return this;
    }

    /** Sets the API to ask by, in place of the one that is chosen for the model. */
    public ChatBuilder protocol(Protocol protocol) {
        model = model.with(protocol);
        return this;
    }

    /** Sets which of the vendors' APIs to ask by; see {@link Model#with(VendorApi)}. */
    public ChatBuilder api(VendorApi api) {
        model = model.with(api);
        return this;
    }

    /** Sets members to lay over each request's body; see {@link Model#withApiArgs}. */
    public ChatBuilder apiArgs(Map<String, ?> apiArgs) {
        model = model.withApiArgs(apiArgs);
        return this;
    }

    /** Sets headers to send, and sign, with each call. */
    public ChatBuilder apiHeaders(Map<String, String> apiHeaders) {
        model = model.withApiHeaders(apiHeaders);
        return this;
    }

    /** Sets a handle that stops the chat's calls, from any thread; once it does, for good. */
    public ChatBuilder cancellation(Cancellation cancellation) {
        model = model.with(cancellation);
        return this;
    }

    /** Opens the conversation. */
    public Chat open() {
        return new Chat(model, system, new History(turns), echo, tools.copy());
    }

    /** Opens the conversation and asks the first question; for a single question. */
    public Reply ask(String question) {
        return open().ask(question);
    }
}
