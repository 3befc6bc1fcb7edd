package dev.outcrop;

import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.internal.chat.AnswerStream;
import dev.outcrop.internal.chat.Async;
import dev.outcrop.internal.chat.EventPublisher;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.SingleTurn;
import dev.outcrop.internal.model.ApiHeaders;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.model.Protocols;
import dev.outcrop.internal.model.listing.ModelIds;
import dev.outcrop.internal.model.settings.ModelSettings;
import dev.outcrop.internal.model.settings.RequestSettings;
import dev.outcrop.internal.model.settings.SavedSettings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * A model with its settings. Immutable, without history, safe for any number of threads.
 *
 * <p>Calls block; they may be made from virtual threads.
 */
public final class Model implements StructuredOutput {
    private final ModelCaller caller;

    Model(Protocols protocols, String id, ModelSettings settings) {
        this(new ModelCaller(protocols, ModelIds.checked(id), settings, List.of()));
    }

    private Model(ModelCaller caller) {
        this.caller = caller;
    }

    private Model with(ModelSettings settings) {
        return new Model(caller.with(settings));
    }

    /** The caller of this model, with its settings. */
    ModelCaller caller() {
        return caller;
    }

    /** Returns the id, inference profile or ARN that calls are sent to. */
    public String id() {
        return caller.id();
    }

    /**
     * Resolves this model: the foundation model that its id or ARN stands for, its entry in the
     * catalog, and the inference profiles through which it can be called in this region. Blocks:
     * calls Bedrock's control plane.
     *
     * @throws dev.outcrop.error.BedrockException if Bedrock must be called and returns no answer
     */
    public ResolvedModel resolve() {
        return caller.settings().resolve(caller.id());
    }

    /**
     * Returns the model of another id with the same settings, without the family and base model
     * that were set for this one.
     *
     * @throws IllegalArgumentException if it is not a valid model id
     */
    public Model withId(String modelId) {
        return new Model(caller.withId(ModelIds.checked(modelId)));
    }

    Model restored(Json.Obj saved) {
        return with(SavedSettings.restored(caller.settings(), caller.id(), saved));
    }

    /** Returns this model with other params, in place of those it had. */
    public Model with(Params params) {
        return with(caller.settings().with(params));
    }

    /** Returns this model with other timeouts than its {@link Bedrock} has. */
    public Model with(Timeouts timeouts) {
        return with(caller.settings().with(timeouts));
    }

    /** Returns this model with a handle that stops its calls, and those of its fallbacks. */
    public Model with(Cancellation cancellation) {
        return new Model(caller.with(cancellation));
    }

    /** Returns this model with more context, for its fallbacks, too. */
    public Model with(CallContext context) {
        return new Model(caller.with(caller.origin().with(context)));
    }

    /** Returns this model with or without prompt caching; {@link PromptCaching#AUTO} unless set. */
    public Model with(PromptCaching cache) {
        return with(caller.settings().with(cache));
    }

    /** Returns this model with another of Bedrock's APIs than the one chosen for it. */
    public Model with(Protocol protocol) {
        return with(caller.settings().with(Objects.requireNonNull(protocol, "protocol")));
    }

    /**
     * Returns this model with a vendor's API, in place of the one chosen for it. Implies {@link
     * Protocol#MANTLE}.
     */
    public Model with(VendorApi api) {
        return with(
                caller.settings().with(Objects.requireNonNull(api, "api")).with(Protocol.MANTLE));
    }

    /**
     * Returns the API used for this model: the one that was set, or else the one chosen by its id.
     */
    public Protocol protocol() {
        return caller.protocol();
    }

    /**
     * Returns this model with the given family. Use it for an ARN that does not name its model,
     * such as that of an imported model, if its base model is not known for {@link #withBaseModel}.
     */
    public Model with(ModelFamily family) {
        return with(
                caller.settings()
                        .withFamily(caller.id(), Objects.requireNonNull(family, "family")));
    }

    /**
     * Returns this model with the foundation model that its id stands for. Use it for an ARN that
     * does not name its model, such as that of an application inference profile. Params, caching
     * and cost depend on the foundation model; calls are still sent to {@link #id()}.
     *
     * @param modelId the id of the foundation model, or of an inference profile
     */
    public Model withBaseModel(String modelId) {
        return with(caller.settings().withBaseModel(caller.id(), ModelIds.checked(modelId)));
    }

    /** This model, watched over by a guardrail. */
    public Model with(GuardrailConfig guardrail) {
        return with(caller.settings().with(caller.settings().request().with(guardrail)));
    }

    /** Returns this model in a service tier: {@code priority}, {@code default}, {@code flex}, … */
    public Model withServiceTier(String tier) {
        return with(caller.settings().with(caller.settings().request().withServiceTier(tier)));
    }

    /** Returns this model with another latency: {@code standard} or {@code optimized}. */
    public Model withPerformanceConfig(String latency) {
        return with(caller.settings().with(caller.settings().request().withLatency(latency)));
    }

    /** Returns this model with names and values for Bedrock's invocation log; at most 16. */
    public Model withRequestMetadata(Map<String, String> metadata) {
        return with(caller.settings().with(caller.settings().request().withMetadata(metadata)));
    }

    /**
     * Returns this model with values for a prompt of Prompt Management, whose ARN is the {@link
     * #id()}.
     */
    public Model withPromptVariables(Map<String, String> variables) {
        return with(
                caller.settings().with(caller.settings().request().withPromptVariables(variables)));
    }

    /**
     * Returns this model with fields of its native response to be returned: JSON pointers, at most
     * 10. The values are in {@link Reply#additionalModelResponseFields()}.
     */
    public Model withAdditionalModelResponseFieldPaths(String... pointers) {
        RequestSettings request = caller.settings().request();
        return with(caller.settings().with(request.withResponseFieldPaths(List.of(pointers))));
    }

    /**
     * Returns this model with these tools, in place of those it had. The model requests tool calls
     * with {@link Reply#turn()}'s {@link Turn#toolUses()}; the caller runs them and sends the
     * results. A {@link Chat} does both itself.
     *
     * @param tools as {@link Toolbox#of} accepts them; none for no tools
     */
    public Model withTools(Object... tools) {
        return with(Toolbox.of(tools));
    }

    Model with(Toolbox toolbox) {
        return with(caller.settings().with(toolbox));
    }

    /**
     * Returns this model with a tool choice; null leaves it to the model. An unsupported one is
     * replaced by the nearest supported one, with a warning.
     */
    public Model with(@Nullable ToolChoice choice) {
        return with(caller.settings().with(choice));
    }

    Toolbox toolbox() {
        return caller.settings().toolbox();
    }

    @Nullable ToolChoice toolChoice() {
        return caller.settings().toolChoice();
    }

    /**
     * Returns this model with fallbacks: models to call in this order if this one is throttled,
     * failing, not available, or refuses to answer. Each is called with its own settings and may
     * belong to any {@link Bedrock}. Once part of an answer has arrived, no other model is called.
     *
     * <p>{@link Reply#modelId()} names the model that answered, {@link StreamEvent.FellBack}
     * reports a change. If none answers, the first failure is thrown, with the others suppressed.
     */
    public Model withFallbacks(Model... others) {
        return new Model(caller.withFallbacks(Stream.of(others).map(Model::caller).toList()));
    }

    /**
     * Returns this model with members to merge into each request's body: objects are merged, {@code
     * null} removes a member, any other value replaces Outcrop's. A field in {@code
     * additionalModelRequestFields} replaces the whole value of {@link Params}.
     *
     * @param apiArgs plain Java values: maps, lists, strings, numbers, booleans, null
     */
    public Model withApiArgs(Map<String, ?> apiArgs) {
        return with(caller.settings().withApiArgs(Json.object(apiArgs)));
    }

    /** Returns this model with headers to send, and sign, with each call. */
    public Model withApiHeaders(Map<String, String> apiHeaders) {
        return with(caller.settings().withApiHeaders(ApiHeaders.checked(apiHeaders)));
    }

    /**
     * Sends messages and returns the whole answer. Blocks. Messages of the system role become the
     * system prompt, at any position.
     *
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply invoke(Message... messages) {
        return invoke(List.of(messages));
    }

    public Reply invoke(List<Message> messages) {
        return invoke(caller.request(messages));
    }

    /** Sends one user message and returns the whole answer. Blocks. */
    public Reply invoke(String question, Content... more) {
        return invoke(Message.user(question, more));
    }

    /**
     * Sends messages and returns the answer as a stream.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    public ReplyStream stream(Message... messages) {
        return stream(List.of(messages));
    }

    public ReplyStream stream(List<Message> messages) {
        return stream(caller.request(messages));
    }

    /** Sends one user message and returns the answer as a stream. */
    public ReplyStream stream(String question, Content... more) {
        return stream(Message.user(question, more));
    }

    /**
     * Counts the input tokens that these messages would be billed for, without running the model.
     * Bedrock supports this for some models only.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be counted
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html">
     *     CountTokens</a>
     */
    public long countTokens(Message... messages) {
        return caller.countTokens(caller.request(List.of(messages)));
    }

    /**
     * Sends messages on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the reply, or the failure that {@link #invoke(Message...)} would have thrown
     */
    public CompletableFuture<Reply> invokeAsync(Message... messages) {
        List<Message> all = caller.askable(List.of(messages));
        return Async.run("invoke", caller, handle -> with(handle).invoke(all));
    }

    /**
     * Returns a publisher of the answer's events, with back pressure. The messages are sent on
     * subscription, once for each subscriber.
     */
    public Flow.Publisher<StreamEvent> publish(Message... messages) {
        List<Message> all = caller.askable(List.of(messages));
        return new EventPublisher(
                caller,
                handle -> {
                    ModelCaller model = caller.with(handle);
                    return open(model, model.request(all));
                });
    }

    /**
     * Sends each of these prompts, several at a time, and waits for all. A failed call does not
     * affect the others unless {@code how} says so. After cancellation or interruption, the
     * remaining prompts are not sent. Tools run in forks of a chat only: see {@link Batch#rows}.
     *
     * @param prompts each a {@code String}, {@code Content} or {@code Message}, or a list of
     *     contents or messages
     * @return the result of each, in the order of the prompts
     * @throws NullPointerException if a prompt is null; the message says which
     * @throws IllegalArgumentException if a prompt is of another type; the message says which
     */
    public List<BatchResult<Reply>> batch(List<?> prompts, Batch how) {
        return new ModelBatch(this, how).results(prompts);
    }

    /**
     * As {@link #batch}, but returns replies as they are completed; see {@link Batch#asCompleted}.
     *
     * @param prompts as for {@link #batch}; one of another type is a failure of its row
     * @return a sequential stream; close it
     */
    public Stream<Batch.Row<Reply>> batchAsCompleted(Iterable<?> prompts, Batch how) {
        return new ModelBatch(this, how).asCompleted(prompts);
    }

    /** Returns a builder for a conversation with this model, as it is set up. */
    public ChatBuilder chat() {
        return new ChatBuilder(this);
    }

    @Override
    public Extractor<Json> extractor() {
        return new Extractor<>(new Extractor.OfModel(caller), caller, ExtractionType.ANY);
    }

    /** Returns this model with another extraction mode; {@link Extraction#DEFAULT} unless set. */
    public Model with(Extraction extraction) {
        return with(caller.settings().with(extraction));
    }

    private Reply invoke(ConverseRequest request) {
        return new Reply(caller.invoke(request));
    }

    private ReplyStream stream(ConverseRequest request) {
        return ReplyStream.of(open(caller, request), caller);
    }

    private static AnswerStream open(ModelCaller caller, ConverseRequest request) {
        return AnswerStream.open(caller, handle -> new SingleTurn(caller.with(handle), request));
    }

    @Override
    public String toString() {
        return "Model[" + caller.id() + "]";
    }
}
