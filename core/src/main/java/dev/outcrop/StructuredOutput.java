package dev.outcrop;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;
import dev.outcrop.schema.TypeRef;
import dev.outcrop.settings.Extraction;

import java.util.concurrent.CompletableFuture;

/**
 * Gets data from a model: a {@link Chat} and a {@link Model} do. {@link JsonType} tells which Java
 * types there are.
 *
 * <p>How the model is brought to answer in the form, and whether it is asked again where its answer
 * does not fit, is {@link Extraction}'s to say. Tools are not offered meanwhile. The answer is
 * checked against the whole schema before it is given. If it comes as text, the first JSON in it
 * that fits the schema is the answer.
 *
 * <p>Of a chat, the question and the answer, as text, are in the history once there is a value;
 * nothing is where there is none.
 */
public sealed interface StructuredOutput permits Chat, Model {
    /** Gets JSON of any form; {@link Extractor#of(JsonType)} makes it one for a type. */
    Extractor<Json> extractor();

    /**
     * Asks for a value of a type, and waits for it.
     *
     * @throws dev.outcrop.error.IncompleteReplyException if the model stopped before its answer was
     *     whole
     * @throws dev.outcrop.error.StructuredOutputException if the answer is no value of the type
     * @throws dev.outcrop.error.BedrockException if there is no answer
     * @throws IllegalArgumentException if the type has no schema; says what to do
     * @throws Error that a constructor of the type throws; what else one throws is a fault of the
     *     answer
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
     * Asks for JSON of whatever form the question says. The model is told to write nothing else;
     * what it writes around the JSON all the same is passed over.
     *
     * @throws dev.outcrop.error.StructuredOutputException if the answer holds no JSON
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

    /** Asks, and gives what there is of the value as it arrives. */
    default <T> ExtractionStream<T> extractStream(Class<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extractStream(text, more);
    }

    /** Asks, and gives what there is of the value as it arrives. */
    default <T> ExtractionStream<T> extractStream(TypeRef<T> type, String text, Content... more) {
        return extractor().of(JsonType.of(type)).extractStream(text, more);
    }

    /** Asks, and gives what there is of the value as it arrives. */
    default ExtractionStream<Json> extractStream(JsonSchema schema, String text, Content... more) {
        return extractor().of(schema).extractStream(text, more);
    }
}
