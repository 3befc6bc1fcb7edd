package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

/** A model that does not answer in words. Stateless, safe for several threads. */
public interface NonChatModel {
    /**
     * An answer of InvokeModel.
     *
     * @param inputTokens as the header tells them
     */
    record Result(Json.Obj body, long inputTokens) {}

    /**
     * Answers a body.
     *
     * @throws ServiceError if the body is not of the model's format
     */
    Result answer(Json.Obj body);

    /** Returns the prompt, which guardrails evaluate; null if the model has no guardrails. */
    default @Nullable String prompt(Json.Obj body) {
        return null;
    }

    /**
     * Returns the model; null if the id is that of a model that answers in words.
     *
     * @param bareModelId without ARN and prefix of an inference profile
     */
    static @Nullable NonChatModel of(String bareModelId) {
        if (bareModelId.startsWith("amazon.titan-embed-image-")) {
            return new TitanEmbeddings(TitanEmbeddings.Kind.IMAGE);
        }
        if (bareModelId.startsWith("amazon.titan-embed-text-v2")) {
            return new TitanEmbeddings(TitanEmbeddings.Kind.TEXT_2);
        }
        if (bareModelId.startsWith("amazon.titan-embed-")) {
            return new TitanEmbeddings(TitanEmbeddings.Kind.TEXT_1);
        }
        if (bareModelId.startsWith("amazon.nova-2-multimodal-embeddings-")) {
            return new NovaEmbeddings();
        }
        if (bareModelId.startsWith("cohere.embed-")) {
            return new CohereEmbeddings(bareModelId.startsWith("cohere.embed-v4"));
        }
        if (bareModelId.startsWith("cohere.rerank-") || bareModelId.startsWith("amazon.rerank-")) {
            return new Rerank();
        }
        if (bareModelId.startsWith("amazon.nova-canvas-")
                || bareModelId.startsWith("amazon.titan-image-generator-")) {
            return new AmazonImages();
        }
        if (bareModelId.startsWith("stability.stable-diffusion-xl")) {
            return new StabilityImages(true);
        }
        if (bareModelId.startsWith("stability.")) {
            return new StabilityImages(false);
        }
        return null;
    }
}
