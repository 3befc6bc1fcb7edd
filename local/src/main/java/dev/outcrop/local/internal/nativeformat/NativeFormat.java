package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import java.util.function.Consumer;

/**
 * The request and answer format of a model family for InvokeModel. Stateless, safe for several
 * threads.
 */
public interface NativeFormat {
    /**
     * Converts a request to Converse.
     *
     * @throws ServiceError if the body is not of this format
     */
    Json.Obj toConverse(Json.Obj body);

    /** Returns the whole answer, converted from an answer of Converse. */
    Json.Obj answer(Json.Obj body, Json.Obj converse, AnswerContext facts);

    /**
     * Returns a consumer that converts the events of ConverseStream to the chunks of this format.
     */
    Consumer<Event> stream(Json.Obj body, AnswerContext facts, ChunkSink out);

    /**
     * Returns the format for a model and a body of it: some models have two.
     *
     * @param bareModelId without ARN and prefix of an inference profile
     * @throws ServiceError for a model whose format is not supported
     */
    static NativeFormat of(String bareModelId, Json.Obj body) {
        boolean messages = body.get("messages") != null;
        boolean isTextCompletion = !messages && body.get("prompt") != null;
        if (bareModelId.startsWith("anthropic.") && !isTextCompletion) {
            return new AnthropicMessages();
        }
        if (bareModelId.startsWith("amazon.nova")) {
            return new Nova();
        }
        if (messages) {
            return new OpenAiChat(true);
        }
        if (bareModelId.startsWith("meta.")) {
            return new Llama();
        }
        if (bareModelId.startsWith("mistral.")) {
            return ChoicesText.MISTRAL;
        }
        if (bareModelId.startsWith("deepseek.")) {
            return ChoicesText.DEEPSEEK;
        }
        throw ServiceError.validation(
                "The local Bedrock does not emulate the native format of this model.");
    }
}
