package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** OpenAI's Responses; what is stored is not its concern. */
public final class OpenAiResponses implements NativeFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        return OpenAiRequest.responses(body);
    }

    @Override
    public Json.Obj answer(Json.Obj body, Json.Obj converse, AnswerContext facts) {
        List<Json> output = new ArrayList<>();
        for (Json element : converse.object("output").object("message").array("content")) {
            if (element instanceof Json.Obj block) {
                Json.Obj item = item(block, facts, output.size(), TokenLogProbs.ofResponses(body));
                if (!item.isEmpty()) {
                    output.add(item);
                }
            }
        }
        return response(body, facts, status(converse.string("stopReason")), output)
                .with("usage", usage(converse.object("usage"), OpenAiChat.reasoning(converse)));
    }

    @Override
    public Consumer<Event> stream(Json.Obj body, AnswerContext facts, ChunkSink out) {
        return new OpenAiResponsesStream(body, facts, out);
    }

    /** Returns a response that runs in the background and has not begun. */
    public static Json.Obj queued(Json.Obj body, AnswerContext facts) {
        return response(body, facts, "queued", List.of());
    }

    static Json.Obj response(Json.Obj body, AnswerContext facts, String status, List<Json> output) {
        Json.Obj response =
                Json.EMPTY
                        .with("background", Json.of(false))
                        .with("created_at", Json.of(facts.createdAt()))
                        .with("error", Json.NULL)
                        .with("id", Json.of("resp_" + facts.plainId()))
                        .with("incomplete_details", incomplete(status))
                        .with("instructions", Json.of(body.string("instructions")))
                        .with("metadata", Json.EMPTY)
                        .with("model", Json.of(facts.modelId()))
                        .with("object", Json.of("response"))
                        .with("output", new Json.Arr(output))
                        .with("parallel_tool_calls", Json.of(true))
                        .with("service_tier", Json.of("default"))
                        .with("status", Json.of(status));
        Json choice = body.get("tool_choice");
        return response.with("tool_choice", choice == null ? Json.of("auto") : choice)
                .with("tools", new Json.Arr(body.array("tools")));
    }

    static String status(@Nullable String stopReason) {
        return "max_tokens".equals(stopReason) ? "incomplete" : "completed";
    }

    static Json usage(Json.Obj usage, String reasoning) {
        return Json.EMPTY
                .with("input_tokens", Json.of(OpenAiChat.wholeInput(usage)))
                .with(
                        "input_tokens_details",
                        Json.EMPTY
                                .with(
                                        "cached_tokens",
                                        Json.of(usage.integer("cacheReadInputTokens", 0)))
                                .with(
                                        "cache_write_tokens",
                                        Json.of(usage.integer("cacheWriteInputTokens", 0))))
                .with("output_tokens", Json.of(usage.integer("outputTokens", 0)))
                .with(
                        "output_tokens_details",
                        Json.EMPTY.with("reasoning_tokens", Json.of(TokenCounter.count(reasoning))))
                .with("total_tokens", Json.of(usage.integer("totalTokens", 0)));
    }

    /** Returns an output item for a block of Converse; empty if there is none for it. */
    static Json.Obj item(Json.Obj block, AnswerContext facts, int index, TokenLogProbs probs) {
        String reasoning = block.object("reasoningContent").object("reasoningText").string("text");
        if (block.get("text") instanceof Json.Str text) {
            return AnthropicMessages.typed("message")
                    .with("id", id("msg_", facts, index))
                    .with("role", Json.of("assistant"))
                    .with("status", Json.of("completed"))
                    .with("content", Json.array(outputText(text, probs)));
        }
        if (block.get("toolUse") instanceof Json.Obj toolUse) {
            return AnthropicMessages.typed("function_call")
                    .with("id", id("fc_", facts, index))
                    .with("call_id", Json.of(toolUse.string("toolUseId")))
                    .with("name", Json.of(toolUse.string("name")))
                    .with("arguments", Json.of(toolUse.object("input").toString()))
                    .with("status", Json.of("completed"));
        }
        if (reasoning != null) {
            Json told = AnthropicMessages.typed("reasoning_text").with("text", Json.of(reasoning));
            return AnthropicMessages.typed("reasoning")
                    .with("id", id("msg_", facts, index))
                    .with("status", Json.of("completed"))
                    .with("summary", Json.array())
                    .with("content", Json.array(told));
        }
        return Json.EMPTY;
    }

    static Json outputText(Json.Str text, TokenLogProbs probs) {
        Json.Obj part = AnthropicMessages.typed("output_text").with("annotations", Json.array());
        return (probs.areWanted() ? part.with("logprobs", probs.of(text.value())) : part)
                .with("text", text);
    }

    static Json id(String prefix, AnswerContext facts, int index) {
        return Json.of(prefix + facts.plainId() + index);
    }

    private static Json incomplete(String status) {
        return status.equals("incomplete")
                ? Json.EMPTY.with("reason", Json.of("max_output_tokens"))
                : Json.NULL;
    }
}
