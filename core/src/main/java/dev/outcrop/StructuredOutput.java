package dev.outcrop;

import dev.outcrop.batch.Batch;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;
import dev.outcrop.schema.TypeRef;
import dev.outcrop.settings.Extraction;

import java.util.List;

/**
 * Gets data from a model: a {@link Chat}, a {@link ChatBuilder} and a {@link Model} do. {@link
 * JsonType} tells which Java types there are.
 *
 * <p>{@link Extraction} selects how the model is made to answer in the form, and whether it is
 * asked again if its answer does not fit. Tools of the chat or model run as usual. The answer is
 * checked against the whole schema before it is returned. If it arrives as text, the first JSON in
 * it that fits the schema is the answer.
 *
 * <p>In a chat, the question and the answer, as text, enter the history once there is a value; on
 * failure nothing does.
 */
public sealed interface StructuredOutput permits Chat, ChatBuilder, Model {
    /**
     * Gets JSON of whatever form the question says. The model is told to write nothing else; what
     * it writes around the JSON all the same is passed over.
     */
    Extractor<Json> extractor();

    /**
     * Gets values of a type.
     *
     * @throws IllegalArgumentException if the type has no schema; says what to do
     */
    default <T> Extractor<T> extractor(Class<T> type) {
        return extractor().of(JsonType.of(type));
    }

    /**
     * Gets values of a type with arguments, such as a list.
     *
     * @throws IllegalArgumentException if the type has no schema; says what to do
     */
    default <T> Extractor<T> extractor(TypeRef<T> type) {
        return extractor().of(JsonType.of(type));
    }

    /** Gets JSON of a schema. */
    default Extractor<Json> extractor(JsonSchema schema) {
        return extractor().of(schema);
    }

    /**
     * Asks for a value of a type, and waits for it; short for {@code extractor(type).extract(text,
     * more)}.
     *
     * @throws dev.outcrop.error.BedrockException as {@link Extractor#extract(Content...)}
     * @throws IllegalArgumentException if the type has no schema; says what to do
     */
    default <T> T extract(Class<T> type, String text, Content... more) {
        return extractor(type).extract(text, more);
    }

    /**
     * Asks for a value of a type, and waits for it; short for {@code
     * extractor(type).extract(content)}. Without content, a chat is asked for the data of the
     * conversation so far.
     *
     * @throws dev.outcrop.error.BedrockException as {@link Extractor#extract(Content...)}
     * @throws IllegalArgumentException if the type has no schema, or there is neither content nor a
     *     conversation
     */
    default <T> T extract(Class<T> type, Content... content) {
        return extractor(type).extract(content);
    }

    /**
     * Asks each of these prompts for a value of a type, several at a time, and waits for all; short
     * for {@code extractor(type).extractAll(prompts, how)}.
     *
     * @throws IllegalArgumentException if the type has no schema; says what to do
     */
    default <T> List<Batch.Row<T>> extractAll(Class<T> type, List<?> prompts, Batch how) {
        return extractor(type).extractAll(prompts, how);
    }
}
