package dev.outcrop;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;
import dev.outcrop.schema.TypeRef;
import dev.outcrop.settings.Extraction;

import java.util.concurrent.CompletableFuture;

/**
 * Extracts data from a model; implemented by {@link Chat} and {@link Model}. {@link JsonType} lists
 * the supported Java types.
 *
 * <p>{@link Extraction} selects how the model is made to answer in the form, and whether it is
 * asked again if its answer does not fit. Tools are not offered meanwhile. The answer is checked
 * against the whole schema before it is returned. If it arrives as text, the first JSON in it that
 * fits the schema is the answer.
 *
 * <p>In a chat, the question and the answer, as text, enter the history once there is a value; on
 * failure nothing does.
 */
public sealed interface StructuredOutput permits Chat, Model {
    /**
     * Returns an extractor for JSON of any form; {@link Extractor#of(JsonType)} changes the type.
     */
    Extractor<Json> extractor();

    /**
     * Asks for a value of a type and returns it. Blocks.
     *
     * @throws dev.outcrop.error.IncompleteReplyException if the model stopped before its answer was
     *     complete
     * @throws dev.outcrop.error.StructuredOutputException if the answer is not a value of the type
     * @throws dev.outcrop.error.BedrockException if there is no answer
     * @throws IllegalArgumentException if the type has no schema; the message says what to do
     * @throws Error thrown by a constructor of the type; other exceptions of a constructor count as
     *     errors in the answer
     */
    default <T> T extract(Class<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extract(text, more);
    }

    /** Asks for a value of a type; see {@link #extract(Class, String, Content...)}. */
    default <T> T extract(Class<T> type, Content... content) {
        return extractor().of(JsonType.of(type)).extract(content);
    }

    /** Asks for a value of a type with arguments, such as a list. */
    default <T> T extract(TypeRef<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extract(text, more);
    }

    /** Asks for a value of a type with arguments, such as a list. */
    default <T> T extract(TypeRef<T> type, Content... content) {
        return extractor().of(JsonType.of(type)).extract(content);
    }

    /** Asks for JSON of a schema. */
    default Json extract(JsonSchema schema, String text, Content... more) {
        return extractor().of(schema).extract(text, more);
    }

    /** Asks for JSON of a schema. */
    default Json extract(JsonSchema schema, Content... content) {
        return extractor().of(schema).extract(content);
    }

    /**
     * Asks for JSON of the form that the question describes. The model is told to write nothing
     * else; text around the JSON is ignored.
     *
     * @throws dev.outcrop.error.StructuredOutputException if the answer contains no JSON
     */
    default Json extractJson(String text, Content... more) {
        return extractor().extract(text, more);
    }

    /** Asks on a virtual thread. Cancelling the future cancels the call. */
    default <T> CompletableFuture<T> extractAsync(Class<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extractAsync(text, more);
    }

    /** Asks on a virtual thread. Cancelling the future cancels the call. */
    default <T> CompletableFuture<T> extractAsync(TypeRef<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extractAsync(text, more);
    }

    /** Asks on a virtual thread. Cancelling the future cancels the call. */
    default CompletableFuture<Json> extractAsync(JsonSchema schema, String text, Content... more) {
        return extractor().of(schema).extractAsync(text, more);
    }

    /** Asks, and returns a stream of partial values. */
    default <T> ExtractionStream<T> extractStream(Class<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extractStream(text, more);
    }

    /** Asks, and returns a stream of partial values. */
    default <T> ExtractionStream<T> extractStream(TypeRef<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extractStream(text, more);
    }

    /** Asks, and returns a stream of partial values. */
    default ExtractionStream<Json> extractStream(JsonSchema schema, String text, Content... more) {
        return extractor().of(schema).extractStream(text, more);
    }
}
