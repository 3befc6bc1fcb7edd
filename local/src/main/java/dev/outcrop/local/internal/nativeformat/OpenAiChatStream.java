package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Converts events of ConverseStream to chunks of OpenAI's Chat Completions. For one answer. */
final class OpenAiChatStream implements Consumer<Event> {
    private final Json.Obj body;
    private final AnswerContext facts;
    private final ChunkSink out;
    private final boolean reasoningInText;
    private final Map<Long, Integer> calls = new HashMap<>();
    private final StringBuilder thought = new StringBuilder();
    private Json finishReason = Json.NULL;

    OpenAiChatStream(Json.Obj body, AnswerContext facts, ChunkSink out, boolean reasoningInText) {
        this.body = body;
        this.facts = facts;
        this.out = out;
        this.reasoningInText = reasoningInText;
    }

    @Override
    public void accept(Event event) {
        Json.Obj payload = event.payload();
        long index = payload.integer("contentBlockIndex", 0);
        switch (event.type()) {
            case "messageStart" ->
                    out.next(
                            chunk(
                                    Json.EMPTY
                                            .with("content", Json.of(""))
                                            .with("role", Json.of("assistant")),
                                    Json.NULL));
            case "contentBlockStart" -> {
                calls.put(index, calls.size());
                Json.Obj toolUse = payload.object("start").object("toolUse");
                send(call(index, (Json.Obj) OpenAiChat.toolCall(toolUse, "")));
            }
            case "contentBlockDelta" -> delta(index, payload.object("delta"));
            case "messageStop" ->
                    finishReason = OpenAiChat.finishReason(payload.string("stopReason"));
            case "metadata" -> end(payload.object("usage"));
            default -> {
                // The end of a block has no chunk.
            }
        }
    }

    private void delta(long index, Json.Obj delta) {
        String reasoning = delta.object("reasoningContent").string("text");
        thought.append(reasoning == null ? "" : reasoning);
        if (delta.get("text") instanceof Json.Str text) {
            said(text);
        } else if (delta.get("toolUse") instanceof Json.Obj toolUse) {
            Json function = Json.EMPTY.with("arguments", Json.of(toolUse.string("input")));
            send(call(index, Json.EMPTY.with("function", function)));
        } else if (reasoning != null && reasoningInText) {
            String tagged = "<reasoning>" + reasoning + "</reasoning>";
            send(Json.EMPTY.with("content", Json.of(tagged)));
        } else if (reasoning != null) {
            send(Json.EMPTY.with("reasoning", Json.of(reasoning)));
        }
    }

    private void said(Json.Str text) {
        Json.Obj chunk = chunk(Json.EMPTY.with("content", text), Json.NULL);
        Json probs = OpenAiChat.logProbs(body, text.value());
        if (chunk.array("choices").getFirst() instanceof Json.Obj choice
                && !probs.equals(Json.NULL)) {
            chunk = chunk.with("choices", Json.array(choice.with("logprobs", probs)));
        }
        out.next(chunk);
    }

    private Json.Obj call(long index, Json.Obj call) {
        Json numbered = call.with("index", Json.of(calls.getOrDefault(index, 0)));
        return Json.EMPTY.with("tool_calls", Json.array(numbered));
    }

    private void send(Json.Obj delta) {
        out.next(chunk(delta, Json.NULL));
    }

    private void end(Json.Obj usage) {
        Json.Obj end = chunk(Json.EMPTY, finishReason);
        boolean wantsUsage =
                body.object("stream_options").get("include_usage") instanceof Json.Bool(boolean is)
                        && is;
        if (wantsUsage) {
            out.next(end);
            out.last(
                    OpenAiChat.head("chat.completion.chunk", facts)
                            .with("choices", Json.array())
                            .with("usage", OpenAiChat.usage(usage, thought.toString())));
        } else {
            out.last(end);
        }
    }

    private Json.Obj chunk(Json.Obj delta, Json finishReason) {
        Json choice =
                Json.EMPTY
                        .with("delta", delta)
                        .with("finish_reason", finishReason)
                        .with("index", Json.of(0));
        return OpenAiChat.head("chat.completion.chunk", facts).with("choices", Json.array(choice));
    }
}
