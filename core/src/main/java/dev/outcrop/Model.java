package dev.outcrop;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.protocol.CallOptions;
import dev.outcrop.protocol.Calls;
import dev.outcrop.protocol.converse.ConverseProtocol;

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
    private final ConverseProtocol protocol;
    private final String id;
    private final Params params;
    private final Json.Obj apiArgs;
    private final Map<String, String> apiHeaders;
    private final Timeouts timeouts;
    private final Cancellation cancellation;

    Model(ConverseProtocol protocol, String id, Timeouts timeouts) {
        this(protocol, id, Params.of(), Json.EMPTY, Map.of(), timeouts, new Cancellation());
    }

    private Model(
            ConverseProtocol protocol,
            String id,
            Params params,
            Json.Obj apiArgs,
            Map<String, String> apiHeaders,
            Timeouts timeouts,
            Cancellation cancellation) {
        this.protocol = protocol;
        this.id = ModelId.checked(id);
        this.params = params;
        this.apiArgs = apiArgs;
        this.apiHeaders = apiHeaders;
        this.timeouts = timeouts;
        this.cancellation = cancellation;
    }

    /** The id, inference profile or ARN that calls are sent to. */
    public String id() {
        return id;
    }

    /** The same settings for another model. */
    Model withId(String modelId) {
        return new Model(protocol, modelId, params, apiArgs, apiHeaders, timeouts, cancellation);
    }

    /** This model with other params, in place of those it had. */
    public Model with(Params params) {
        return new Model(protocol, id, params, apiArgs, apiHeaders, timeouts, cancellation);
    }

    /** This model with other timeouts than its {@link Bedrock} has. */
    public Model with(Timeouts timeouts) {
        return new Model(protocol, id, params, apiArgs, apiHeaders, timeouts, cancellation);
    }

    /** This model with a handle that stops its calls, from any thread. */
    public Model with(Cancellation cancellation) {
        return new Model(protocol, id, params, apiArgs, apiHeaders, timeouts, cancellation);
    }

    /**
     * This model with members to lay over each request's body: objects are merged, {@code null}
     * takes a member away, anything else replaces what Outcrop would have sent.
     *
     * @param apiArgs plain Java values: maps, lists, strings, numbers, booleans, null
     */
    public Model withApiArgs(Map<String, ?> apiArgs) {
        return new Model(
                protocol, id, params, Json.object(apiArgs), apiHeaders, timeouts, cancellation);
    }

    /** This model with headers to send, and sign, with each call. */
    public Model withApiHeaders(Map<String, String> apiHeaders) {
        var headers = new LinkedHashMap<String, String>();
        apiHeaders.forEach(
                (name, value) ->
                        headers.put(Headers.checkedName(name), Headers.checkedValue(name, value)));
        return new Model(
                protocol, id, params, apiArgs, Map.copyOf(headers), timeouts, cancellation);
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
        return protocol.countTokens(request, options());
    }

    /**
     * Asks on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the reply, or the failure that {@link #invoke(Message...)} would have thrown
     */
    public CompletableFuture<Reply> invokeAsync(Message... messages) {
        ConverseRequest request = request(List.of(messages));
        return Async.run("invoke", cancellation, handle -> with(handle).invoke(request));
    }

    /**
     * Asks as soon as someone subscribes, and gives the answer as it arrives, as fast as the
     * subscriber asks for it. Each subscriber asks anew.
     */
    public Flow.Publisher<StreamEvent> publish(Message... messages) {
        ConverseRequest request = request(List.of(messages));
        return new EventPublisher(
                cancellation, handle -> with(handle).stream(request, Unheard.INSTANCE));
    }

    /** The same as {@link #invoke(Message...)}; for {@code PromptTemplate.then(model)}. */
    @Override
    public Reply apply(List<Message> messages) {
        return invoke(request(messages));
    }

    /** The handle that stops this model's calls. */
    Cancellation cancellation() {
        return cancellation;
    }

    Reply invoke(ConverseRequest request) {
        Calls.Answer<Turn> answer = protocol.converse(request, options());
        return new Reply(List.of(answer.value()), answer.attempts());
    }

    ReplyStream stream(ConverseRequest request, ReplyStream.Listener listener) {
        return new ReplyStream(protocol.converseStream(request, options()), listener);
    }

    ConverseRequest request(List<Content> system, List<Message> messages) {
        return ConverseRequest.builder(id)
                .system(system)
                .messages(messages)
                .inferenceConfig(params.inferenceConfig())
                .build();
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

    private CallOptions options() {
        return new CallOptions(apiArgs, apiHeaders, timeouts, cancellation);
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
