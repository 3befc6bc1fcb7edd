package dev.outcrop.it.ellmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Objects;

/** Rows 28 to 43 of docs/ellmer.md: what comes back, and what the history keeps of it. */
class AnswerRowsTest extends WithLocal {
    private static Event event(String type, String payload) {
        return new Event(type, object(payload));
    }

    private static Event delta(int index, String delta) {
        return Event.delta(index, object(delta));
    }

    /** The reply to a stream of these events, and what a chat then sends with the next question. */
    private Reply streamed(Chat chat, Event... events) {
        local.script(Scripted.events(events), Scripted.text("Fine."));
        try (ReplyStream stream = chat.stream("Go")) {
            return stream.reply();
        }
    }

    private Json sentBack(Chat chat) {
        chat.ask("And?");
        return ((Json.Obj) body().array("messages").get(1)).get("content");
    }

    @Test
    @DisplayName("row 28, F12: a stream that fails before anything came leaves no trace")
    void aStreamThatFailsAtOnceLeavesNoTrace() {
        local.script(Scripted.error("AccessDeniedException", "no"), Scripted.text("Fine."));
        Chat chat = bedrock.chat(NOVA).open();

        assertThatThrownBy(
                        () -> {
                            try (ReplyStream stream = chat.stream("Go")) {
                                stream.reply();
                            }
                        })
                .hasMessageContaining("no");
        assertThat(chat.turns()).isEmpty();
        assertThat(chat.ask("Again?").text()).isEqualTo("Fine.");
    }

    @Test
    @DisplayName(
            "row 29: of an answer that was stopped the words stay, marked; an unfinished call goes")
    void aStoppedAnswerIsKeptAndMarked() {
        var gate = new StallGate();
        local.script(
                Scripted.events(
                                Event.messageStart(),
                                Event.textDelta(0, "Let me "),
                                Event.textDelta(0, "look."),
                                Event.blockStop(0),
                                Event.blockStart(
                                        1,
                                        object(
                                                "{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"look\"}}")),
                                delta(1, "{\"toolUse\":{\"input\":\"{\\\"at\"}}"))
                        .afterFrames(6, new Step.Stall(gate)),
                Scripted.text("Fine."));
        Chat chat = bedrock.chat(NOVA).open();
        try (ReplyStream stream = chat.stream("Go")) {
            var events = stream.iterator();
            for (int i = 0; i < 6; i++) {
                events.next();
            }
        }
        gate.open();

        Turn kept = chat.turns().getLast();
        assertThat(kept.isPartial()).isTrue();
        assertThat(Objects.requireNonNull(kept.metadata()).partial()).contains("closed");
        assertThat(kept.content()).containsExactly(Content.text("Let me look."));
        assertThat(chat.usage().known()).isFalse();
        assertThat(sentBack(chat)).isEqualTo(json("[{\"text\":\"Let me look.\"}]"));
    }

    @Test
    @DisplayName("row 30, F13: a stream that ends early is an error, and what came is kept")
    void aStreamThatEndsEarlyIsAnError() {
        Chat chat = bedrock.chat(NOVA).open();

        assertThatThrownBy(
                        () ->
                                streamed(
                                        chat,
                                        Event.messageStart(),
                                        Event.textDelta(0, "Half an "),
                                        Event.textDelta(0, "answer")))
                .isInstanceOfSatisfying(
                        StreamTruncatedException.class,
                        e ->
                                assertThat(Objects.requireNonNull(e.details().partial()).text())
                                        .isEqualTo("Half an answer"));
        assertThat(chat.turns().getLast().text()).isEqualTo("Half an answer");
    }

    @Test
    @DisplayName(
            "row 31, F4: an exception in the stream has its type, AWS's words and what had come")
    void anExceptionInTheStreamKeepsItsWords() {
        local.script(
                Scripted.frames(
                        Frame.event(Event.messageStart()),
                        Frame.event(Event.textDelta(0, "Half")),
                        Frame.exception(
                                "throttlingException",
                                "{\"message\":\"Too many tokens, please wait.\"}")));
        Chat chat = bedrock.chat(NOVA).open();

        try (ReplyStream stream = chat.stream("Go")) {
            assertThatThrownBy(stream::reply)
                    .isInstanceOf(ThrottledException.class)
                    .hasMessageContaining("Too many tokens, please wait.");
            assertThat(Objects.requireNonNull(stream.partial()).text()).isEqualTo("Half");
        }
    }

    @Test
    @DisplayName("row 32, F7: padding, unknown members and unknown events are passed over")
    void whatIsNotKnownIsPassedOver() {
        Reply reply =
                streamed(
                        bedrock.chat(NOVA).open(),
                        event("messageStart", "{\"role\":\"assistant\",\"p\":\"abcdef\"}"),
                        event("somethingNew", "{\"a\":1}"),
                        event(
                                "contentBlockDelta",
                                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi\"},\"p\":\"abc\",\"new\":7}"),
                        Event.blockStop(0),
                        Event.messageStop("end_turn"),
                        Event.metadata(1, 1));

        assertThat(reply.text()).isEqualTo("Hi");
        assertThat(reply.raw().toString()).contains("somethingNew");
    }

    @Test
    @DisplayName(
            "row 35, F5: a tool call without input is one with an empty input; several keep apart")
    void aToolCallWithoutInputHasAnEmptyOne() {
        Reply reply =
                streamed(
                        bedrock.chat(NOVA).open(),
                        Event.messageStart(),
                        Event.blockStart(
                                0, object("{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"now\"}}")),
                        Event.blockStart(
                                1, object("{\"toolUse\":{\"toolUseId\":\"b\",\"name\":\"look\"}}")),
                        delta(1, "{\"toolUse\":{\"input\":\"{\\\"at\\\":\"}}"),
                        Event.blockStop(0),
                        delta(1, "{\"toolUse\":{\"input\":\"1}\"}}"),
                        Event.blockStop(1),
                        Event.messageStop("tool_use"),
                        Event.metadata(1, 1));

        assertThat(reply.turn().toolUses())
                .extracting(use -> use.name() + use.input())
                .containsExactly("now{}", "look{\"at\":1}");
    }

    @Test
    @DisplayName("F6: a tool's input that max_tokens cut is said to be cut, and the chat goes on")
    void aToolInputThatWasCutDoesNotEndTheChat() {
        Chat chat = bedrock.chat(NOVA).open();
        Reply reply =
                streamed(
                        chat,
                        Event.messageStart(),
                        Event.blockStart(
                                0, object("{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"look\"}}")),
                        delta(0, "{\"toolUse\":{\"input\":\"{\\\"at\\\":\\\"Os\"}}"),
                        Event.messageStop("max_tokens"),
                        Event.metadata(1, 1));

        assertThat(reply.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThatThrownBy(reply::requireWhole).hasMessageContaining("max_tokens");
        assertThat(chat.ask("And?").text()).isEqualTo("Fine.");
    }

    @Test
    @DisplayName("row 36, F8: thinking is seen while it streams, and is not mixed into the words")
    void thinkingIsSeenWhileItStreams() {
        local.script(
                Scripted.events(
                        Event.messageStart(),
                        delta(0, "{\"reasoningContent\":{\"text\":\"Hm, \"}}"),
                        delta(0, "{\"reasoningContent\":{\"text\":\"so.\"}}"),
                        delta(0, "{\"reasoningContent\":{\"signature\":\"c2ln\"}}"),
                        Event.blockStop(0),
                        Event.textDelta(1, "Yes."),
                        Event.blockStop(1),
                        Event.messageStop("end_turn"),
                        Event.metadata(1, 1)));
        var thoughts = new ArrayList<String>();
        try (ReplyStream stream = bedrock.model(CLAUDE).stream("Go")) {
            for (StreamEvent event : stream) {
                if (event instanceof StreamEvent.ReasoningDelta delta && delta.text() != null) {
                    thoughts.add(delta.text());
                }
            }
            assertThat(stream.reply().text()).isEqualTo("Yes.");
            assertThat(stream.reply().turn().reasoning()).isEqualTo("Hm, so.");
        }
        assertThat(thoughts).containsExactly("Hm, ", "so.");
    }

    @Test
    @DisplayName("row 37: a signature that comes in pieces is put together")
    void aSignatureInPiecesIsPutTogether() {
        Chat chat = bedrock.chat("us.amazon.nova-2-lite-v1:0").open();
        streamed(
                chat,
                Event.messageStart(),
                delta(0, "{\"reasoningContent\":{\"text\":\"Hm.\"}}"),
                delta(0, "{\"reasoningContent\":{\"signature\":\"c2\"}}"),
                delta(0, "{\"reasoningContent\":{\"signature\":\"ln\"}}"),
                Event.blockStop(0),
                Event.textDelta(1, "Yes."),
                Event.blockStop(1),
                Event.messageStop("end_turn"),
                Event.metadata(1, 1));

        var thought = (Content.Reasoning) chat.turns().getLast().content().getFirst();
        assertThat(thought.text()).isEqualTo("Hm.");
        assertThat(thought.signature()).isEqualTo("c2ln");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("row 38, F9: redacted thinking is kept and goes back")
    void redactedThinkingGoesBack(boolean streamed) {
        Chat chat = bedrock.chat(CLAUDE).open();
        String block = "{\"reasoningContent\":{\"redactedContent\":\"AQID\"}}";
        if (streamed) {
            streamed(
                    chat,
                    Event.messageStart(),
                    delta(0, block),
                    Event.blockStop(0),
                    Event.textDelta(1, "Yes."),
                    Event.blockStop(1),
                    Event.messageStop("end_turn"),
                    Event.metadata(1, 1));
        } else {
            local.script(
                    answer("end_turn", "[" + block + ",{\"text\":\"Yes.\"}]"),
                    Scripted.text("Fine."));
            chat.ask("Go");
        }

        assertThat(sentBack(chat)).isEqualTo(json("[" + block + ",{\"text\":\"Yes.\"}]"));
    }

    @Test
    @DisplayName(
            "row 39, 40, F10, F11: empty thinking is no error; a signature that is not there is not"
                    + " sent")
    void emptyThinkingIsNoError() {
        Chat chat = bedrock.chat(NOVA).open();
        local.script(
                answer(
                        "end_turn",
                        "[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"\"}}},{\"text\":\"Yes.\"}]"),
                Scripted.text("Fine."));

        assertThat(chat.ask("Go").text()).isEqualTo("Yes.");
        assertThat(sentBack(chat).toString()).doesNotContain("signature").contains("Yes.");

        Chat claude = bedrock.chat(CLAUDE).open();
        local.script(
                answer(
                        "end_turn",
                        "[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"\"}}},{\"text\":\"Yes.\"}]"),
                Scripted.text("Fine."));
        claude.ask("Go");
        assertThat(sentBack(claude)).isEqualTo(json("[{\"text\":\"Yes.\"}]"));
    }

    @Test
    @DisplayName("row 41: a block that nobody knows is kept, and goes back as it came")
    void anUnknownBlockIsKept() {
        Chat chat = bedrock.chat(NOVA).open();
        local.script(answer("end_turn", "[{\"text\":\"Look.\"},{\"hologram\":{\"depth\":3.50}}]"));

        assertThat(chat.ask("Go").content().getLast())
                .isEqualTo(new Content.Unknown(object("{\"hologram\":{\"depth\":3.50}}")));
        assertThat(chat.turns().getLast().content()).hasSize(2);
        assertThat(chat.text()).contains("[hologram]");
    }

    @Test
    @DisplayName("row 42, F7: citations are kept, whole and streamed")
    void citationsAreKept() {
        String citation =
                "{\"title\":\"Handbook\",\"location\":{\"documentPage\":{\"documentIndex\":0,\"start\":1,\"end\":2}}}";
        local.script(
                answer(
                        "end_turn",
                        "[{\"citationsContent\":{\"content\":[{\"text\":\"So it"
                                + " is.\"}],\"citations\":["
                                + citation
                                + "]}}]"));
        Reply whole = bedrock.model(CLAUDE).invoke("Go");
        Reply streamed =
                streamed(
                        bedrock.chat(CLAUDE).open(),
                        Event.messageStart(),
                        Event.textDelta(0, "So it is."),
                        delta(0, "{\"citation\":" + citation + "}"),
                        Event.blockStop(0),
                        Event.messageStop("end_turn"),
                        Event.metadata(1, 1));

        assertThat(whole.text()).isEqualTo("So it is.");
        assertThat(whole.content().getFirst()).isInstanceOf(Content.CitedText.class);
        assertThat(streamed.content()).isEqualTo(whole.content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end_turn",
                "stop_sequence",
                "max_tokens",
                "guardrail_intervened",
                "content_filtered",
                "model_context_window_exceeded",
                "brand_new_reason"
            })
    @DisplayName("row 43: each stop reason is a value in Bedrock's own word, a new one included")
    void eachStopReasonIsAValue(String reason) {
        local.script(answer(reason, "[{\"text\":\"Well.\"}]"));

        assertThat(bedrock.model(NOVA).invoke("Go").stopReason())
                .isEqualTo(new StopReason(reason))
                .hasToString(reason);
    }
}
