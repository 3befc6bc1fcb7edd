package dev.outcrop;

import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.catalog.caching.CachePolicy;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.protocol.Calls;
import dev.outcrop.protocol.ChatProtocol;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A model and how it should answer. Immutable, without memory, safe for any number of threads.
 *
 * <p>Calls block; they may be made from virtual threads.
 */
public final class Model implements Function<List<Message>, Reply> {
    private final ChatProtocol protocol;
    private final String id;
    private final ModelSettings settings;

    Model(ChatProtocol protocol, String id, ModelSettings settings) {
        this.protocol = protocol;
        this.id = ModelId.checked(id);
        this.settings = settings;
    }

    private Model with(ModelSettings settings) {
        return new Model(protocol, id, settings);
    }

    /** The id, inference profile or ARN that calls are sent to. */
    public String id() {
        return id;
    }

    /**
     * What this model is: the foundation model that its id or ARN stands for, what the catalog knows
     * of it, and the inference profiles through which it can be called in this region. Asks
     * Bedrock's control plane, and blocks.
     *
     * @throws dev.outcrop.error.BedrockException if Bedrock must be asked and gives no answer
     */
    public ResolvedModel resolve() {
        return settings.resolve(id);
    }

    /** The same settings for another model; what this one was said to be does not hold for it. */
    Model withId(String modelId) {
        return new Model(protocol, modelId, settings.withBaseModel(null));
    }

    /** This model with other params, in place of those it had. */
    public Model with(Params params) {
        return with(settings.with(params));
    }

    /** This model with other timeouts than its {@link Bedrock} has. */
    public Model with(Timeouts timeouts) {
        return with(settings.with(timeouts));
    }

    /** This model with a handle that stops its calls, from any thread. */
    public Model with(Cancellation cancellation) {
        return with(settings.with(cancellation));
    }

    /** This model with or without prompt caching; {@link Cache#AUTO} unless set. */
    public Model with(Cache cache) {
        return with(settings.with(cache));
    }

    /**
     * This model, of which it is said what it is: for an ARN that does not tell, such as that of an
     * application inference profile. Params, caching and cost go by it; calls still go to {@link
     * #id()}.
     *
     * @param modelId the id of the foundation model, or of an inference profile
     */
    public Model withBaseModel(String modelId) {
        return with(settings.withBaseModel(ModelId.checked(modelId)));
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
        return with(settings.withApiArgs(Json.object(apiArgs)));
    }

    /** This model with headers to send, and sign, with each call. */
    public Model withApiHeaders(Map<String, String> apiHeaders) {
        var headers = new LinkedHashMap<String, String>();
        apiHeaders.forEach(
                (name, value) ->
                        headers.put(Headers.checkedName(name), Headers.checkedValue(name, value)));
        return with(settings.withApiHeaders(Map.copyOf(headers)));
    }

    /**
     * Asks and waits for the whole answer. Messages of the system role are the system prompt,
     * wherever they stand.
     *
     * @throws dev.outcrop.error.BedrockException if there is no answer
     */
    public Reply invoke(Message... messages) {
        return invoke(request(List.of(messages)));
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
        return stream(request(List.of(messages)), Unheard.INSTANCE);
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
        return countTokens(request(List.of(messages)));
    }

    long countTokens(ConverseRequest request) {
        return protocol.countTokens(request, settings.options());
    }

    /**
     * Asks on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the reply, or the failure that {@link #invoke(Message...)} would have thrown
     */
    public CompletableFuture<Reply> invokeAsync(Message... messages) {
        ConverseRequest request = request(List.of(messages));
        return Async.run("invoke", cancellation(), handle -> with(handle).invoke(request));
    }

    /**
     * Asks as soon as someone subscribes, and gives the answer as it arrives, as fast as the
     * subscriber asks for it. Each subscriber asks anew.
     */
    public Flow.Publisher<StreamEvent> publish(Message... messages) {
        ConverseRequest request = request(List.of(messages));
        return new EventPublisher(
                cancellation(), handle -> with(handle).stream(request, Unheard.INSTANCE));
    }

    /** The same as {@link #invoke(Message...)}; for {@code PromptTemplate.then(model)}. */
    @Override
    public Reply apply(List<Message> messages) {
        return invoke(request(messages));
    }

    /** The handle that stops this model's calls. */
    Cancellation cancellation() {
        return settings.cancellation();
    }

    Reply invoke(ConverseRequest request) {
        Calls.Answer<Turn> answer = protocol.call(cached(request), settings.options());
        return new Reply(List.of(answer.value()), answer.attempts(), this::cost);
    }

    ReplyStream stream(ConverseRequest request, ReplyStream.Listener listener) {
        return new ReplyStream(
                protocol.stream(cached(request), settings.options()), listener, this::cost);
    }

    ConverseRequest request(List<Content> system, List<Message> messages) {
        var request = ConverseRequest.builder(id).system(system).messages(messages);
        return settings.spelled(id).in(request).build();
    }

    /** What this many tokens of this model cost. */
    Cost cost(Usage usage) {
        return settings.cost(id, usage);
    }

    private ConverseRequest cached(ConverseRequest request) {
        CachePolicy policy =
                settings.cache()
                        .policy(settings.name(id), id, settings.apiArgs(), settings.warnings());
        return policy == null ? request : policy.in(request);
    }

    private ConverseRequest request(List<Message> all) {
        var system = new ArrayList<Content>();
        var messages = new ArrayList<Message>();
        for (Message message : all) {
            if (message.role().equals(Role.SYSTEM)) {
                system.addAll(message.content());
            } else {
                messages.add(message);
            }
        }
        return request(system, messages);
    }

    @Override
    public String toString() {
        return "Model[" + id + "]";
    }

    /** Nobody but the reader of the stream wants to know how it ended. */
    private enum Unheard implements ReplyStream.Listener {
        INSTANCE;

        @Override
        public void done(Turn turn) {
            Objects.requireNonNull(turn, "turn");
        }

        @Override
        public void brokeOff(@Nullable Turn partial) {
            // the reader has the exception
        }
    }
}
