package dev.outcrop;

import dev.outcrop.batch.Batch;
import dev.outcrop.internal.chat.AnswerStream;
import dev.outcrop.internal.chat.Async;
import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.chat.PromptMessages;
import dev.outcrop.internal.chat.Question;
import dev.outcrop.internal.chat.WholeAnswer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks for data of one type: blocking, on a virtual thread, or as a stream. Thread safety and
 * failures are those of the chat or model that it came from.
 *
 * @param <T> the type
 */
public final class Extractor<T> {
    /** Starts an answer; implemented for chats and for models. */
    interface Beginning {
        <T> ExtractionLoop<T> begin(Message question, ExtractionType<T> type, Cancellation handle);

        /** Returns one that is independent of others, after these messages, with more context. */
        Beginning apart(List<Message> messages, CallContext context);
    }

    /** Extraction with a model, which has no history of its own. */
    record OfModel(ModelCaller caller, List<Content> system, List<Turn> before)
            implements Beginning {
        OfModel(ModelCaller caller) {
            this(caller, List.of(), List.of());
        }

        @Override
        public <T> ExtractionLoop<T> begin(
                Message question, ExtractionType<T> type, Cancellation handle) {
            var asked = new Question(caller, system, new History(before), new ToolSettings());
            return ExtractionLoop.of(asked, question, type, handle);
        }

        @Override
        public Beginning apart(List<Message> messages, CallContext context) {
            ModelCaller observed = caller.with(caller.origin().with(context));
            // As a request has them: system messages at the beginning are the system prompt.
            int first = 0;
            var system = new ArrayList<Content>();
            while (first < messages.size() && messages.get(first).role().equals(Role.SYSTEM)) {
                system.addAll(messages.get(first++).content());
            }
            List<Message> rest = messages.subList(first, messages.size());
            return new OfModel(observed, system, rest.stream().map(Turn::of).toList());
        }
    }

    /** Extraction in a chat, whose history it extends. */
    record OfChat(Chat chat) implements Beginning {
        @Override
        public <T> ExtractionLoop<T> begin(
                Message question, ExtractionType<T> type, Cancellation handle) {
            return chat.extracting(question, type, handle);
        }

        @Override
        public Beginning apart(List<Message> messages, CallContext context) {
            Chat fork = chat.fork();
            fork.addTurns(messages.stream().map(Turn::of).toArray(Turn[]::new));
            return new OfChat(fork.with(context));
        }
    }

    private final Beginning beginning;
    private final ModelCaller model;
    private final ExtractionType<T> type;

    /**
     * @param model whose cancellation stops the answers, and whose client carries context
     */
    Extractor(Beginning beginning, ModelCaller model, ExtractionType<T> type) {
        this.beginning = beginning;
        this.model = model;
        this.type = type;
    }

    <U> Extractor<U> of(JsonType<U> other) {
        return new Extractor<>(beginning, model, ExtractionType.of(other));
    }

    Extractor<Json> of(JsonSchema schema) {
        return new Extractor<>(beginning, model, ExtractionType.of(schema));
    }

    /** Asks, and waits for the value; see {@link #extract(Content...)}. */
    public T extract(String text, Content... more) {
        return extract(content(text, more));
    }

    /**
     * Asks, and waits for the value.
     *
     * @throws dev.outcrop.error.IncompleteReplyException if the model stopped before its answer was
     *     whole
     * @throws dev.outcrop.error.StructuredOutputException if the answer is no value of the type, or
     *     holds no JSON
     * @throws dev.outcrop.error.BedrockException if there is no answer
     * @throws Error that a constructor of the type throws; what else one throws is a fault of the
     *     answer
     */
    public T extract(Content... content) {
        return extract(Message.user(content), new Cancellation());
    }

    /** Asks on a virtual thread. Cancelling the future cancels the call. */
    public CompletableFuture<T> extractAsync(String text, Content... more) {
        return extractAsync(content(text, more));
    }

    /** Asks on a virtual thread. Cancelling the future cancels the call. */
    public CompletableFuture<T> extractAsync(Content... content) {
        Message question = Message.user(content);
        return Async.run("extract", model, handle -> extract(question, handle));
    }

    /**
     * Asks each of these prompts, several at a time, and waits for all. A chat stays as it is: each
     * prompt is asked in a fork of it.
     *
     * @param prompts each a {@code String}, a {@code Content}, a {@code Message}, or a list of
     *     contents (one user message) or of messages, of which the last one asks
     * @return the value or failure of each, with its tokens and cost, in the order of the prompts
     * @throws NullPointerException if a prompt is null; the message says which
     * @throws IllegalArgumentException if a prompt is of another type; the message says which
     */
    public List<Batch.Row<T>> extractAll(List<?> prompts, Batch how) {
        List<List<Message>> all = PromptMessages.all(prompts);
        return ModelBatch.carrying(model, how).rows(all, this::row);
    }

    private T row(List<Message> messages, CallContext context) {
        int last = messages.size() - 1;
        Beginning apart = beginning.apart(messages.subList(0, last), context);
        return new Extractor<>(apart, model, type).extract(messages.get(last), new Cancellation());
    }

    /** Asks and returns a stream of partial values. */
    public ExtractionStream<T> extractStream(String text, Content... more) {
        return extractStream(content(text, more));
    }

    /** Asks and returns a stream of partial values. */
    public ExtractionStream<T> extractStream(Content... content) {
        var handle = new Cancellation();
        ExtractionLoop<T> loop = beginning.begin(Message.user(content), type, handle);
        return new ExtractionStream<>(
                ReplyStream.of(
                        AnswerStream.of(loop, handle, model.protocols().carrier()), loop.caller()),
                loop);
    }

    private T extract(Message question, Cancellation handle) {
        ExtractionLoop<T> loop = beginning.begin(question, type, handle);
        try {
            WholeAnswer.answer(loop);
            T value = loop.value();
            loop.done();
            return value;
        } catch (Throwable e) {
            loop.brokeOff(null, e);
            throw e;
        }
    }

    private static Content[] content(String text, Content... more) {
        var content = new ArrayList<Content>();
        content.add(Content.text(text));
        content.addAll(List.of(more));
        return content.toArray(Content[]::new);
    }
}
