package dev.outcrop;

import dev.outcrop.batch.Batch;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.StructuredOutputException;
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

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        <T> ExtractionLoop<T> begin(
                @Nullable Message question, ExtractionType<T> type, Cancellation handle);

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
                @Nullable Message question, ExtractionType<T> type, Cancellation handle) {
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
                @Nullable Message question, ExtractionType<T> type, Cancellation handle) {
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

    /**
     * A value with the answer that contained it, or the error with the answer that contained none.
     *
     * @param <T> the type of the value
     */
    public static final class Result<T> {
        private final @Nullable T value;
        private final Reply reply;
        private final @Nullable BedrockException error;

        private Result(@Nullable T value, Reply reply, @Nullable BedrockException error) {
            this.value = value;
            this.reply = reply;
            this.error = error;
        }

        static <T> Result<T> of(ExtractionLoop<T> loop) {
            return new Result<>(loop.value(), new Reply(loop.answer()), null);
        }

        static <T> Result<T> of(ExtractionLoop<T> loop, BedrockException error) {
            return new Result<>(null, new Reply(loop.answer()), error);
        }

        /**
         * Returns the value.
         *
         * @throws BedrockException {@link #error()}, if there is one
         */
        public T value() {
            if (error != null) {
                throw error;
            }
            return Objects.requireNonNull(value);
        }

        /**
         * Returns all turns of the answer, its usage, and its responses, also if it has no value.
         */
        public Reply reply() {
            return reply;
        }

        /**
         * Returns why the answer has no value: a {@link StructuredOutputException}, which names the
         * members, or an {@link IncompleteReplyException}; null if it has one.
         */
        public @Nullable BedrockException error() {
            return error;
        }

        /** Returns the value, or the error's message, as text. */
        @Override
        public String toString() {
            return error == null ? String.valueOf(value) : String.valueOf(error.getMessage());
        }
    }

    /** Asks, and waits for the value; see {@link #extract(Content...)}. */
    public T extract(String text, Content... more) {
        return extract(content(text, more));
    }

    /**
     * Asks, and waits for the value.
     *
     * @param content the question; none for the data of the conversation so far, which a {@link
     *     Model} does not have
     * @throws IncompleteReplyException if the model stopped before its answer was whole
     * @throws StructuredOutputException if the answer is no value of the type, or holds no JSON
     * @throws BedrockException if there is no answer
     * @throws IllegalArgumentException if there is neither a question nor a conversation
     * @throws Error that a constructor of the type throws; what else one throws is a fault of the
     *     answer
     */
    public T extract(Content... content) {
        return extract(question(content), new Cancellation());
    }

    /** Asks, and waits for the value and its answer; see {@link #reply(Content...)}. */
    public Result<T> reply(String text, Content... more) {
        return reply(content(text, more));
    }

    /**
     * Asks, and waits for the value and its answer. An answer without a value is returned, too.
     *
     * @param content as for {@link #extract(Content...)}
     * @throws BedrockException if there is no answer
     */
    public Result<T> reply(Content... content) {
        ExtractionLoop<T> loop = beginning.begin(question(content), type, new Cancellation());
        try {
            WholeAnswer.answer(loop);
            return Result.of(loop);
        } catch (StructuredOutputException | IncompleteReplyException e) {
            return Result.of(loop, e);
        } finally {
            loop.done();
        }
    }

    /** Asks on a virtual thread. Cancelling the future cancels the call. */
    public CompletableFuture<T> extractAsync(String text, Content... more) {
        return extractAsync(content(text, more));
    }

    /** Asks on a virtual thread. Cancelling the future cancels the call. */
    public CompletableFuture<T> extractAsync(Content... content) {
        Message question = question(content);
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
        ExtractionLoop<T> loop = beginning.begin(question(content), type, handle);
        return new ExtractionStream<>(
                ReplyStream.of(
                        AnswerStream.of(loop, handle, model.protocols().carrier()), loop.caller()),
                loop);
    }

    private T extract(@Nullable Message question, Cancellation handle) {
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

    private static @Nullable Message question(Content... content) {
        return content.length == 0 ? null : Message.user(content);
    }

    private static Content[] content(String text, Content... more) {
        var content = new ArrayList<Content>();
        content.add(Content.text(text));
        content.addAll(List.of(more));
        return content.toArray(Content[]::new);
    }
}
