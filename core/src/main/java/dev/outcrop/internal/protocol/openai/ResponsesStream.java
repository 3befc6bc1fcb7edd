package dev.outcrop.internal.protocol.openai;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.transport.ErrorReader;
import dev.outcrop.json.Json;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The events of one streamed answer of OpenAI's Responses API. It is complete with {@code
 * response.completed} or {@code response.incomplete}. Members of an item besides its text arrive
 * when it is done; all other events only report progress.
 */
final class ResponsesStream implements VendorCodec.Pieces {
    private final ResponsesBlockAssembler blocks = new ResponsesBlockAssembler();
    private boolean begun;

    @Override
    public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
        String type = piece.string("type");
        String name = String.valueOf(type == null ? eventName : type);
        if (type == null && piece.get("error") instanceof Json.Obj) {
            throw ErrorReader.ofVendor(piece, ErrorDetails.NONE);
        }
        var events = new ArrayList<StreamEvent>(2);
        if (!begun && name.startsWith("response.") && !name.equals("response.failed")) {
            begun = true;
            events.add(new StreamEvent.MessageStart(Role.ASSISTANT, Json.EMPTY));
        }
        switch (name) {
            case "response.output_item.added" -> blocks.added(piece, events);
            case "response.output_text.delta" -> blocks.words(piece, events);
            case "response.refusal.delta" -> blocks.words(piece, events);
            case "response.reasoning_text.delta" -> blocks.thought(piece, events);
            case "response.reasoning_summary_text.delta" -> blocks.summary(piece, events);
            case "response.function_call_arguments.delta" -> blocks.arguments(piece, events);
            case "response.output_item.done" -> blocks.done(piece, events);
            case "response.completed", "response.incomplete" ->
                    stop(piece.object("response"), events);
            case "response.failed", "error" -> throw ErrorReader.ofVendor(piece, ErrorDetails.NONE);
            default -> {
                if (!name.startsWith("response.")) {
                    events.add(new StreamEvent.Unknown(name, piece));
                }
            }
        }
        return events;
    }

    private void stop(Json.Obj response, List<StreamEvent> events) {
        ResponsesAnswer.refuseFailed(response);
        blocks.close(response.array("output"), events);
        Usage usage = ChatUsage.ofResponses(response.object("usage"));
        events.add(
                new StreamEvent.MessageStop(
                        ResponsesAnswer.reason(response, blocks.calledTool()),
                        response.without("output")));
        if (usage.known()) {
            events.add(new StreamEvent.Metadata(Json.EMPTY.with("usage", usage.json())));
        }
    }

    @Override
    public List<StreamEvent> end() {
        return List.of();
    }
}
