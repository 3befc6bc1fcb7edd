package dev.outcrop.internal.protocol.openai;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.stream.AnswerMembers;
import dev.outcrop.internal.stream.AnswerSizeLimit;
import dev.outcrop.internal.transport.ErrorReader;
import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of one streamed answer of OpenAI's Chat Completions API. It is complete with its
 * {@code finish_reason}, and ends with its transport.
 */
public final class ChatStream implements VendorCodec.Pieces {
    private final boolean tagged;
    private final ChatBlockAssembler blocks = new ChatBlockAssembler();
    private final List<Json> logprobs = new ArrayList<>(0);
    private final AnswerSizeLimit size = new AnswerSizeLimit();
    private final AnswerMembers head = new AnswerMembers(size);
    private final AnswerMembers choice = new AnswerMembers(size);
    private boolean begun;
    private boolean ended;

    public ChatStream(boolean tagged) {
        this.tagged = tagged;
    }

    @Override
    public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
        BedrockException failure =
                "error".equals(eventName)
                        ? ErrorReader.ofVendor(piece, ErrorDetails.NONE)
                        : ChatFailure.of(piece);
        if (failure != null) {
            return orEnd(failure);
        }
        layOver(head, piece.without("choices"));
        var events = new ArrayList<StreamEvent>(2);
        for (Json element : piece.array("choices")) {
            if (element instanceof Json.Obj said && said.integer("index", 0) == 0) {
                failure = ChatFailure.ofChoice(said);
                if (failure != null) {
                    events.addAll(orEnd(failure));
                } else {
                    choice(said, events);
                }
            }
        }
        return events;
    }

    /** An answer with a finish reason is complete: a later failure does not revoke it. */
    private List<StreamEvent> orEnd(BedrockException failure) {
        if (ended || choice.get("finish_reason") instanceof Json.Str) {
            return end();
        }
        throw failure;
    }

    /** A later chunk's value replaces an earlier one, unless it is empty. */
    private static void layOver(AnswerMembers before, Json.Obj now) {
        now.members()
                .forEach(
                        (name, value) -> {
                            if (before.get(name) == null || !ChatAnswer.isBlank(value)) {
                                before.put(name, value);
                            }
                        });
    }

    private void choice(Json.Obj said, List<StreamEvent> events) {
        for (Json logprob : said.object("logprobs").array("content")) {
            size.keep(logprob);
            logprobs.add(logprob);
        }
        layOver(choice, said.without("delta", "logprobs"));
        Json.Obj delta = said.object("delta");
        if (!begun) {
            begun = true;
            events.add(new StreamEvent.MessageStart(ChatAnswer.role(delta), Json.EMPTY));
        }
        for (var member : delta.members().entrySet()) {
            if (!ChatAnswer.isBlank(member.getValue())) {
                member(member.getKey(), member.getValue(), delta, events);
            }
        }
    }

    private void member(String name, Json value, Json.Obj delta, List<StreamEvent> events) {
        switch (name) {
            case "role" -> {}
            case "content" -> content(value, events);
            case "reasoning_content" -> thought(name, value, events);
            case "reasoning" -> {
                if (delta.string("reasoning_content") == null) {
                    thought(name, value, events);
                }
            }
            case "refusal" -> {
                if (value instanceof Json.Str(String why)) {
                    blocks.refusal(why, events);
                }
            }
            case "tool_calls" -> {
                if (value instanceof Json.Arr(List<Json> calls)) {
                    calls.forEach(call -> blocks.call(call, events));
                }
            }
            default -> blocks.member(name, value, events);
        }
    }

    private void thought(String name, Json value, List<StreamEvent> events) {
        if (value instanceof Json.Str(String text)) {
            blocks.thought(text, Json.EMPTY.with(ChatAnswer.AS, Json.of(name)), events);
        } else {
            blocks.member(name, value, events);
        }
    }

    private void content(Json value, List<StreamEvent> events) {
        if (value instanceof Json.Str(String text)) {
            int end = tagged ? ReasoningTags.end(text) : -1;
            if (end >= 0) {
                Json.Obj as = Json.EMPTY.with(ChatAnswer.AS, Json.of(ChatAnswer.TAG));
                blocks.thought(ReasoningTags.thought(text, end), as, events);
            }
            blocks.words(end < 0 ? text : ReasoningTags.rest(text, end), events);
        } else if (value instanceof Json.Arr(List<Json> parts)) {
            parts.forEach(part -> blocks.part(part, events));
        }
    }

    @Override
    public List<StreamEvent> end() {
        if (ended || !(choice.get("finish_reason") instanceof Json.Str(String reason))) {
            return List.of();
        }
        ended = true;
        var events = new ArrayList<StreamEvent>();
        blocks.close(events);
        Usage usage = ChatUsage.of(head.json().object("usage"));
        events.add(
                new StreamEvent.MessageStop(
                        ChatAnswer.reason(reason, blocks.calledTool()), said()));
        if (usage.known()) {
            events.add(new StreamEvent.Metadata(Json.EMPTY.with("usage", usage.json())));
        }
        return events;
    }

    /** The members of a whole answer besides its message. */
    private Json.Obj said() {
        Json.Obj whole = choice.json();
        if (!logprobs.isEmpty()) {
            Json.Obj content = Json.EMPTY.with("content", new Json.Arr(logprobs));
            whole = whole.with("logprobs", content);
        }
        return head.json()
                .with("object", Json.of("chat.completion"))
                .with("choices", Json.array(whole));
    }
}
