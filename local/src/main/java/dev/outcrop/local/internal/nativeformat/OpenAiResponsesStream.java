package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Converts events of ConverseStream to those of OpenAI's Responses. For one answer. */
final class OpenAiResponsesStream implements Consumer<Event> {
    private final Json.Obj body;
    private final AnswerContext facts;
    private final ChunkSink out;
    private final List<Json> output = new ArrayList<>();
    private final TokenLogProbs probs;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private Kind kind = Kind.NONE;
    private Json.Obj toolUse = Json.EMPTY;
    private @Nullable String stopReason;
    private long sequence;

    /** The kind of the open item. */
    private enum Kind {
        NONE,
        TEXT,
        REASONING,
        CALL
    }

    OpenAiResponsesStream(Json.Obj body, AnswerContext facts, ChunkSink out) {
        this.body = body;
        this.facts = facts;
        this.out = out;
        this.probs = TokenLogProbs.ofResponses(body);
    }

    @Override
    public void accept(Event event) {
        Json.Obj payload = event.payload();
        switch (event.type()) {
            case "messageStart" -> {
                Json response = OpenAiResponses.response(body, facts, "in_progress", List.of());
                send(AnthropicMessages.typed("response.created").with("response", response));
                send(AnthropicMessages.typed("response.in_progress").with("response", response));
            }
            case "contentBlockStart" -> {
                toolUse = payload.object("start").object("toolUse");
                open(Kind.CALL);
            }
            case "contentBlockDelta" -> delta(payload.object("delta"));
            case "contentBlockStop" -> close();
            case "messageStop" -> stopReason = payload.string("stopReason");
            case "metadata" -> end(payload.object("usage"));
            default -> {
                // Events that are not of ConverseStream are dropped.
            }
        }
    }

    private void delta(Json.Obj delta) {
        if (delta.get("text") instanceof Json.Str(String text)) {
            say(Kind.TEXT, text, "response.output_text.delta");
        } else if (delta.get("toolUse") instanceof Json.Obj input) {
            say(
                    Kind.CALL,
                    String.valueOf(input.string("input")),
                    "response.function_call_arguments.delta");
        } else if (delta.object("reasoningContent").get("text") instanceof Json.Str(String text)) {
            thought.append(text);
            say(Kind.REASONING, text, "response.reasoning_text.delta");
        }
    }

    private void say(Kind as, String text, String type) {
        open(as);
        said.append(text);
        send(place(type).with("delta", Json.of(text)));
    }

    private void open(Kind wanted) {
        if (kind == wanted) {
            return;
        }
        close();
        kind = wanted;
        Json.Obj item = item().with("status", Json.of("in_progress"));
        if (kind != Kind.CALL) {
            item = item.with("content", Json.array());
        }
        send(at("response.output_item.added").with("item", item));
        if (kind == Kind.TEXT) {
            send(
                    place("response.content_part.added")
                            .with("part", OpenAiResponses.outputText(new Json.Str(""), probs)));
        }
    }

    private void close() {
        if (kind == Kind.NONE) {
            return;
        }
        var text = new Json.Str(said.toString());
        switch (kind) {
            case TEXT -> {
                send(place("response.output_text.done").with("text", text));
                send(
                        place("response.content_part.done")
                                .with("part", OpenAiResponses.outputText(text, probs)));
            }
            case REASONING -> send(place("response.reasoning_text.done").with("text", text));
            case CALL ->
                    send(place("response.function_call_arguments.done").with("arguments", text));
            case NONE -> {
                // Nothing is open.
            }
        }
        Json item = item();
        send(at("response.output_item.done").with("item", item));
        output.add(item);
        said.setLength(0);
        kind = Kind.NONE;
    }

    private void end(Json.Obj usage) {
        close();
        String status = OpenAiResponses.status(stopReason);
        Json response =
                OpenAiResponses.response(body, facts, status, output)
                        .with("usage", OpenAiResponses.usage(usage, thought.toString()));
        out.last(
                AnthropicMessages.typed("response." + status)
                        .with("response", response)
                        .with("sequence_number", Json.of(sequence++)));
    }

    private Json.Obj item() {
        Json text = Json.of(said.toString());
        Json.Obj block =
                switch (kind) {
                    case TEXT, NONE -> Json.EMPTY.with("text", text);
                    case REASONING ->
                            Json.EMPTY.with(
                                    "reasoningContent",
                                    Json.EMPTY.with(
                                            "reasoningText", Json.EMPTY.with("text", text)));
                    case CALL -> Json.EMPTY.with("toolUse", toolUse);
                };
        Json.Obj item = OpenAiResponses.item(block, facts, output.size(), probs);
        return kind == Kind.CALL ? item.with("arguments", text) : item;
    }

    private Json.Obj place(String type) {
        Json.Obj event = at(type).with("item_id", Json.of(item().string("id")));
        return kind == Kind.CALL ? event : event.with("content_index", Json.of(0));
    }

    private Json.Obj at(String type) {
        return AnthropicMessages.typed(type).with("output_index", Json.of(output.size()));
    }

    private void send(Json.Obj event) {
        out.next(event.with("sequence_number", Json.of(sequence++)));
    }
}
