package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import java.util.function.Consumer;

/**
 * How a family of models is asked and answers where there is no Converse. Stateless, safe for
 * several threads.
 */
public interface NativeFormat {
    /**
     * The question as Converse has it.
     *
     * @throws ServiceError where the body is not of this format
     */
    Json.Obj toConverse(Json.Obj body);

    /** The whole answer, from an answer of Converse. */
    Json.Obj answer(Json.Obj body, Json.Obj converse, AnswerContext facts);

    /** Takes the events of ConverseStream and gives the chunks of this format. */
    Consumer<Event> stream(Json.Obj body, AnswerContext facts, ChunkSink out);

    /**
     * The format for a model, and a body of it: some models have two.
     *
     * @param bareModelId without ARN and prefix of an inference profile
     * @throws ServiceError for a model whose format is not known here
     */
    static NativeFormat of(String bareModelId, Json.Obj body) {
        boolean messages = body.get("messages") != null;
        if (bareModelId.startsWith("anthropic.")) {
            return messages ? new AnthropicMessages() : new ClaudeText();
        }
        if (bareModelId.startsWith("amazon.nova")) {
            return new Nova();
        }
        if (messages) {
            return new OpenAiChat(true);
        }
        if (bareModelId.startsWith("amazon.titan-t")) {
            return new TitanText();
        }
        if (bareModelId.startsWith("meta.")) {
            return new Llama();
        }
        if (bareModelId.startsWith("mistral.")) {
            return new MistralText();
        }
        if (bareModelId.startsWith("deepseek.")) {
            return new DeepSeekText();
        }
        if (bareModelId.startsWith("ai21.j2-")) {
            return new Jurassic2();
        }
        if (bareModelId.startsWith("cohere.command")) {
            return body.get("prompt") == null ? new CohereCommandR() : new CohereCommand();
        }
        throw ServiceError.validation(
                "The local Bedrock emulator does not support the native format"
                        + " of this model. Use Converse.");
    }
}
