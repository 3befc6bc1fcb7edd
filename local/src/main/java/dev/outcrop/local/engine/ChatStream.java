package dev.outcrop.local.engine;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Converts the chunks of a chat completion to events of ConverseStream. For one answer, one thread.
 */
final class ChatStream {
    private final Consumer<Event> out;
    private final ChatBlocks blocks;
    private final long inputTokens;
    private @Nullable String finishReason;
    private Json.Obj usage = Json.EMPTY;
    private boolean begun;
    private long said;

    /**
     * Creates a converter for one answer.
     *
     * @param inputTokens reported as usage if the server does not report it
     */
    ChatStream(Consumer<Event> out, long inputTokens) {
        this.out = out;
        this.blocks = new ChatBlocks(out);
        this.inputTokens = inputTokens;
    }

    /**
     * Reads to the end.
     *
     * @throws dev.outcrop.local.wire.ServiceError if the end is missing, or the server sends an
     *     error
     */
    void read(SseLines lines) throws IOException {
        String data = lines.next();
        while (data != null && !data.equals("[DONE]")) {
            chunk(parsed(data));
            data = lines.next();
        }
        if (finishReason == null) {
            throw UpstreamErrors.brokenOff();
        }
        blocks.close();
        out.accept(Event.messageStop(stopReason(finishReason)));
        out.accept(metadata());
    }

    private void chunk(Json.Obj chunk) {
        if (chunk.get("error") != null) {
            throw UpstreamErrors.inTheStream(UpstreamErrors.message(chunk));
        }
        if (!begun) {
            begun = true;
            out.accept(Event.messageStart());
        }
        if (chunk.get("usage") instanceof Json.Obj counted) {
            usage = counted;
        }
        List<Json> choices = chunk.array("choices");
        if (choices.isEmpty() || !(choices.getFirst() instanceof Json.Obj choice)) {
            return;
        }
        Json.Obj delta = choice.object("delta");
        for (String name : new String[] {"reasoning_content", "reasoning"}) {
            String thought = delta.string(name);
            if (thought != null && !thought.isEmpty()) {
                said += TokenCounter.count(thought);
                blocks.thought(thought);
                break;
            }
        }
        String text = delta.string("content");
        if (text != null && !text.isEmpty()) {
            said += TokenCounter.count(text);
            blocks.text(text);
        }
        for (Json call : delta.array("tool_calls")) {
            if (call instanceof Json.Obj object) {
                blocks.call(object);
            }
        }
        String finished = choice.string("finish_reason");
        finishReason = finished == null ? finishReason : finished;
    }

    private String stopReason(String finished) {
        return switch (finished) {
            case "length" -> "max_tokens";
            case "content_filter" -> "content_filtered";
            default -> blocks.hasCalls() ? "tool_use" : "end_turn";
        };
    }

    private Event metadata() {
        long input = usage.integer("prompt_tokens", inputTokens);
        return Event.metadata(input, usage.integer("completion_tokens", said));
    }

    private static Json.Obj parsed(String data) {
        try {
            if (Json.parse(data) instanceof Json.Obj chunk) {
                return chunk;
            }
        } catch (JsonException e) {
            // Reported like any other invalid chunk.
        }
        throw UpstreamErrors.inTheStream("data that is not a chat completion chunk");
    }
}
