package dev.outcrop;

import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.internal.chat.AnswerStream;
import dev.outcrop.internal.chat.Async;
import dev.outcrop.internal.chat.EventPublisher;
import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.chat.SingleTurn;
import dev.outcrop.internal.model.ApiHeaders;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.model.ModelIds;
import dev.outcrop.internal.model.ModelSettings;
import dev.outcrop.internal.model.Protocols;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A model and how it should answer. Immutable, without memory, safe for any number of threads.
 *
 * <p>Calls block; they may be made from virtual threads.
 */
public final class Model implements Function<List<Message>, Reply>, StructuredOutput {
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

    /** How it is asked. */
    ModelCaller caller() {
        return caller;
    }

    /** The id, inference profile or ARN that calls are sent to. */
    public String id() {
        return caller.id();
    }

    /**
     * What this model is: the foundation model that its id or ARN stands for, what the catalog
     * knows of it, and the inference profiles through which it can be called in this region. Asks
     * Bedrock's control plane, and blocks.
     *
     * @throws dev.outcrop.error.BedrockException if Bedrock must be asked and gives no answer
     */
    public ResolvedModel resolve() {
        return caller.settings().resolve(caller.id());
    }

    /** The same settings for another model; what this one was said to be does not hold for it. */
    Model withId(String modelId) {
        return new Model(caller.withId(ModelIds.checked(modelId)));
    }

    /** This model with other params, in place of those it had. */
    public Model with(Params params) {
        return with(caller.settings().with(params));
    }

    /** This model with other timeouts than its {@link Bedrock} has. */
    public Model with(Timeouts timeouts) {
        return with(caller.settings().with(timeouts));
    }

    /**
     * This model with a handle that stops its calls, and those of its fallbacks, from any thread.
     */
    public Model with(Cancellation cancellation) {
        return new Model(caller.with(cancellation));
    }

    /** This model with or without prompt caching; {@link PromptCaching#AUTO} unless set. */
    public Model with(PromptCaching cache) {
        return with(caller.settings().with(cache));
    }

    /** This model, asked by another of Bedrock's APIs than the one that is chosen for it. */
    public Model with(Protocol protocol) {
        return with(caller.settings().with(Objects.requireNonNull(protocol, "protocol")));
    }

    /**
     * This model, asked by that one of the vendors' APIs, in place of the one that is chosen for
     * it. Only where it is asked by {@link Protocol#MANTLE}, which this says too.
     */
    public Model with(VendorApi api) {
        return with(
                caller.settings().with(Objects.requireNonNull(api, "api")).with(Protocol.MANTLE));
    }

    /** The API that this model is asked by: what was set, or else what its id says. */
    public Protocol protocol() {
        return caller.protocol();
    }

    /**
     * This model, of which it is said of which family it is: for an ARN that does not tell, such as
     * that of an imported model, and where {@link #withBaseModel} would say too much.
     */
    public Model with(ModelFamily family) {
        return with(
                caller.settings()
                        .withFamily(caller.id(), Objects.requireNonNull(family, "family")));
    }

    /**
     * This model, of which it is said what it is: for an ARN that does not tell, such as that of an
     * application inference profile. Params, caching and cost go by it; calls still go to {@link
     * #id()}.
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

    /** This model in a service tier: {@code priority}, {@code default}, {@code flex}, … */
    public Model withServiceTier(String tier) {
        return with(caller.settings().with(caller.settings().request().withServiceTier(tier)));
    }

    /** This model with another latency: {@code standard} or {@code optimized}. */
    public Model withPerformanceConfig(String latency) {
        return with(caller.settings().with(caller.settings().request().withLatency(latency)));
    }

    /** This model with names and values for Bedrock's invocation log; at most 16. */
    public Model withRequestMetadata(Map<String, String> metadata) {
        return with(caller.settings().with(caller.settings().request().withMetadata(metadata)));
    }

    /** This model with values for a prompt of Prompt Management, whose ARN is the {@link #id()}. */
    public Model withPromptVariables(Map<String, String> variables) {
        return with(
                caller.settings().with(caller.settings().request().withPromptVariables(variables)));
    }

    /**
     * This model, asked for more of its own response: JSON pointers, at most 10. What they point at
     * is {@link Reply#additionalModelResponseFields()}.
     */
    public Model withAdditionalModelResponseFieldPaths(String... pointers) {
        return with(
                caller.settings()
                        .with(
                                caller.settings()
                                        .request()
                                        .withResponseFieldPaths(List.of(pointers))));
    }

    /**
     * This model, told of these tools in place of those it was told of before. It asks for them to
     * be run, with {@link Reply#turn()}'s {@link Turn#toolUses()}; whoever calls it runs them, and
     * sends the results. A {@link Chat} does both by itself.
     *
     * @param tools as {@link Toolbox#of} takes them; none for no tools
     */
    public Model withTools(Object... tools) {
        return with(Toolbox.of(tools));
    }

    Model with(Toolbox toolbox) {
        return with(caller.settings().with(toolbox));
    }

    /**
     * This model, with a say in whether it must use a tool; null leaves that to it. What a model
     * does not take becomes the nearest that it does, with a warning.
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
     * This model, and others to ask in its place, in this order, where it gives no answer: it is
     * throttled, out of order, not to be had, or refuses. Each is asked as it is set up itself, of
     * whatever {@link Bedrock} it is. Once anything of an answer has come, no other model is asked.
     *
     * <p>{@link Reply#modelId()} says who answered, {@link StreamEvent.FellBack} that another one
     * is asked; observers hear of each call. Where none answers, the first failure is thrown, with
     * the others suppressed in it.
     */
    public Model withFallbacks(Model... others) {
        return new Model(caller.withFallbacks(Stream.of(others).map(Model::caller).toList()));
    }

    /**
     * This model with members to lay over each request's body: objects are merged, {@code null}
     * takes a member away, anything else replaces what Outcrop would have sent. A field of the
     * model's own, in {@code additionalModelRequestFields}, replaces the whole of what {@link
     * Params} put there under its name.
     *
     * @param apiArgs plain Java values: maps, lists, strings, numbers, booleans, null
     */
    public Model withApiArgs(Map<String, ?> apiArgs) {
        return with(caller.settings().withApiArgs(Json.object(apiArgs)));
    }

    /** This model with headers to send, and sign, with each call. */
    public Model withApiHeaders(Map<String, String> apiHeaders) {
        var headers = new LinkedHashMap<String, String>();
        apiHeaders.forEach(
                (name, value) ->
                        headers.put(
                                ApiHeaders.checkedName(name),
                                ApiHeaders.checkedValue(name, value)));
        return with(caller.settings().withApiHeaders(Map.copyOf(headers)));
    }

    /**
     * Asks and waits for the whole answer. Messages of the system role are the system prompt,
     * wherever they stand.
     *
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply invoke(Message... messages) {
        return invoke(caller.request(List.of(messages)));
    }

    /** Asks with one user's message and waits for the whole answer. */
    public Reply invoke(String question) {
        return invoke(Message.user(question));
    }

    /**
     * Asks and gives the answer as it arrives.
     *
     * @throws dev.outcrop.error.BedrockException if no answer begins
     */
    public ReplyStream stream(Message... messages) {
        return stream(caller.request(List.of(messages)));
    }

    /** Asks with one user's message and gives the answer as it arrives. */
    public ReplyStream stream(String question) {
        return stream(Message.user(question));
    }

    /**
     * Counts the tokens that these messages would be billed for as input, without asking the model.
     * Bedrock serves this for some models only.
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
     * Asks on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the reply, or the failure that {@link #invoke(Message...)} would have thrown
     */
    public CompletableFuture<Reply> invokeAsync(Message... messages) {
        List<Message> all = caller.askable(List.of(messages));
        return Async.run(
                "invoke",
                caller.cancellation(),
                handle -> {
                    Model model = with(handle);
                    return model.invoke(model.caller.request(all));
                });
    }

    /**
     * Asks as soon as someone subscribes, and gives the answer as it arrives, as fast as the
     * subscriber asks for it. Each subscriber asks anew.
     */
    public Flow.Publisher<StreamEvent> publish(Message... messages) {
        List<Message> all = caller.askable(List.of(messages));
        return new EventPublisher(
                caller.cancellation(),
                handle -> {
                    ModelCaller model = caller.with(handle);
                    return open(model, model.request(all));
                });
    }

    /** The same as {@link #invoke(Message...)}; for {@code PromptTemplate.then(model)}. */
    @Override
    public Reply apply(List<Message> messages) {
        return invoke(caller.request(messages));
    }

    /**
     * Asks each of these, several at a time, and waits for all. One that fails does not keep the
     * others from their answers. Cancelling or interrupting leaves the rest unasked.
     *
     * @param prompts each a user's message
     * @return what became of each, in the order of the prompts
     * @throws NullPointerException if a prompt is null; says which
     */
    public List<BatchResult<Reply>> batch(List<String> prompts, Batch how) {
        return how.run(prompts, this::invoke);
    }

    /**
     * A conversation with this model, as it is set up.
     *
     * @return the builder, which begins it
     */
    public ChatBuilder chat() {
        return new ChatBuilder(this);
    }

    @Override
    public Extractor<Json> extractor() {
        return new Extractor<>(this::extracting, caller.cancellation(), ExtractionType.ANY);
    }

    /** Nothing was said before: this has no memory. */
    private <T> ExtractionLoop<T> extracting(
            Message question, ExtractionType<T> type, Cancellation handle) {
        return ExtractionLoop.of(caller, List.of(), new History(List.of()), question, type, handle);
    }

    /** This model with another way to get data; {@link Extraction#DEFAULT} unless set. */
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
