package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * OpenAI's Chat Completions, which many other models support.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-openai.html">OpenAI
 *     models</a>
 */
public final class OpenAiChat implements NativeFormat {
    private final boolean reasoningInText;

    /**
     * Creates the format.
     *
     * @param reasoningInText whether reasoning is between tags in the text, as in InvokeModel, or
     *     in a separate member
     */
    public OpenAiChat(boolean reasoningInText) {
        this.reasoningInText = reasoningInText;
    }

    @Override
    public Json.Obj toConverse(Json.Obj body) {
        return OpenAiRequest.chat(body);
    }

    @Override
    public Json.Obj answer(Json.Obj body, Json.Obj converse, AnswerContext facts) {
        Json.Obj message = message(converse);
        Json choice =
                Json.EMPTY
                        .with("finish_reason", finishReason(converse.string("stopReason")))
                        .with("index", Json.of(0))
                        .with("logprobs", logProbs(body, String.valueOf(message.string("content"))))
                        .with("message", message);
        return head("chat.completion", facts)
                .with("choices", Json.array(choice))
                .with("usage", usage(converse.object("usage"), reasoning(converse)));
    }

    @Override
    public Consumer<Event> stream(Json.Obj body, AnswerContext facts, ChunkSink out) {
        return new OpenAiChatStream(body, facts, out, reasoningInText);
    }

    /** Returns the log probabilities of a text; null if they were not requested. */
    static Json logProbs(Json.Obj body, String text) {
        TokenLogProbs probs = TokenLogProbs.ofChat(body);
        return probs.areWanted() ? Json.EMPTY.with("content", probs.of(text)) : Json.NULL;
    }

    static Json.Obj head(String object, AnswerContext facts) {
        return Json.EMPTY
                .with("id", Json.of("chatcmpl-" + facts.id()))
                .with("object", Json.of(object))
                .with("created", Json.of(facts.createdAt()))
                .with("model", Json.of(facts.modelId()))
                .with("service_tier", Json.of("default"));
    }

    static Json finishReason(@Nullable String stopReason) {
        return Json.of(
                switch (String.valueOf(stopReason)) {
                    case "max_tokens", "model_context_window_exceeded" -> "length";
                    case "tool_use" -> "tool_calls";
                    case "content_filtered", "guardrail_intervened" -> "content_filter";
                    default -> "stop";
                });
    }

    /** Returns the readable thinking of an answer of Converse. */
    static String reasoning(Json.Obj converse) {
        var reasoning = new StringBuilder();
        for (Json element : converse.object("output").object("message").array("content")) {
            if (element instanceof Json.Obj block) {
                append(
                        reasoning,
                        block.object("reasoningContent").object("reasoningText").string("text"));
            }
        }
        return reasoning.toString();
    }

    /**
     * Converts usage.
     *
     * @param reasoning the thinking, whose tokens are part of the output
     */
    static Json usage(Json.Obj usage, String reasoning) {
        long read = usage.integer("cacheReadInputTokens", 0);
        Json.Obj counted =
                Json.EMPTY
                        .with("prompt_tokens", Json.of(wholeInput(usage)))
                        .with("completion_tokens", Json.of(usage.integer("outputTokens", 0)))
                        .with("total_tokens", Json.of(usage.integer("totalTokens", 0)));
        if (!reasoning.isEmpty()) {
            counted =
                    counted.with(
                            "completion_tokens_details",
                            Json.EMPTY.with(
                                    "reasoning_tokens", Json.of(TokenCounter.count(reasoning))));
        }
        return read == 0
                ? counted
                : counted.with(
                        "prompt_tokens_details", Json.EMPTY.with("cached_tokens", Json.of(read)));
    }

    /** OpenAI counts tokens read from or written to the cache as input. */
    static long wholeInput(Json.Obj usage) {
        return usage.integer("inputTokens", 0)
                + usage.integer("cacheReadInputTokens", 0)
                + usage.integer("cacheWriteInputTokens", 0);
    }

    static Json toolCall(Json.Obj toolUse, String arguments) {
        return Json.EMPTY
                .with("id", Json.of(toolUse.string("toolUseId")))
                .with("type", Json.of("function"))
                .with(
                        "function",
                        Json.EMPTY
                                .with("name", Json.of(toolUse.string("name")))
                                .with("arguments", Json.of(arguments)));
    }

    private Json.Obj message(Json.Obj converse) {
        var text = new StringBuilder();
        String reasoning = reasoning(converse);
        List<Json> calls = new ArrayList<>();
        for (Json element : converse.object("output").object("message").array("content")) {
            if (element instanceof Json.Obj block) {
                append(text, block.string("text"));
                if (block.get("toolUse") instanceof Json.Obj toolUse) {
                    calls.add(toolCall(toolUse, toolUse.object("input").toString()));
                }
            }
        }
        if (reasoningInText && !reasoning.isEmpty()) {
            text.insert(0, "<reasoning>" + reasoning + "</reasoning>");
        }
        Json.Obj message =
                Json.EMPTY
                        .with("content", Json.of(text.toString()))
                        .with("refusal", Json.NULL)
                        .with("role", Json.of("assistant"));
        if (!reasoningInText && !reasoning.isEmpty()) {
            message = message.with("reasoning", Json.of(reasoning));
        }
        return calls.isEmpty() ? message : message.with("tool_calls", new Json.Arr(calls));
    }

    private static void append(StringBuilder out, @Nullable String text) {
        if (text != null) {
            out.append(text);
        }
    }
}
