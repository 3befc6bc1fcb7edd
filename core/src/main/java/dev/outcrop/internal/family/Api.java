package dev.outcrop.internal.family;

/** The API that a request is written for: names and places of parameters depend on it. */
public enum Api {
    CONVERSE,
    /** The native format of a model, with InvokeModel. */
    INVOKE_MODEL,
    /** Anthropic's Messages. */
    MESSAGES,
    /** OpenAI's Chat Completions. */
    CHAT_COMPLETIONS,
    /** OpenAI's Responses. */
    RESPONSES
}
