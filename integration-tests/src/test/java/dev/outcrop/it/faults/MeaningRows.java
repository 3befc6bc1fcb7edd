package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ModelException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rows 58 to 75: what the answer says. */
final class MeaningRows {
    private static final String USAGE = "{\"inputTokens\":1,\"outputTokens\":1,\"totalTokens\":2}";

    private static final String TOOL_START =
            "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":"
                    + "{\"toolUseId\":\"t1\",\"name\":\"rm\"}}}";
    private static final String TOOL_DELTA =
            "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{\\\"path\\\":\"}}}";

    private MeaningRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(
                new Row(58, "malformed JSON in a delta → failed, partial", MeaningRows::malformed));
        rows.add(new Row(59, "unknown members and padding → passed over", MeaningRows::padded));
        rows.add(new Row(60, "wrong types, nulls, no index → refused", MeaningRows::wrongTypes));
        rows.add(new Row(61, "monstrous JSON → refused or read, bounded", MeaningRows::monsters));
        rows.add(new Row(62, "emoji over two deltas → the same text", MeaningRows::emoji));
        rows.add(new Row(63, "deltas of blocks 0, 2, 1 → in order", MeaningRows::interleaved));
        rows.add(new Row(64, "tool input without a start → refused", MeaningRows::noStart));
        rows.add(new Row(64, "a tool call without id or name → refused", MeaningRows::noName));
        rows.add(new Row(65, "no contentBlockStop → text is closed", MeaningRows::noBlockStop));
        rows.add(new Row(65, "tool_use with an open toolUse → refused", MeaningRows::openToolUse));
        rows.add(new Row(66, "events after messageStop → passed over", MeaningRows::afterStop));
        rows.add(new Row(67, "unknown stopReason → done", MeaningRows::unknownReason));
        rows.add(new Row(68, "max_tokens in a toolUse → said so", MeaningRows::cutToolUse));
        rows.add(new Row(69, "malformed_tool_use, malformed_model_output → failed", t -> bad(t)));
        rows.add(
                new Row(
                        70,
                        "model_context_window_exceeded → done, not kept",
                        t -> notKept(t, StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED)));
        rows.add(
                new Row(
                        71,
                        "guardrail_intervened → done, not kept",
                        t -> notKept(t, StopReason.GUARDRAIL_INTERVENED)));
        rows.add(
                new Row(
                        71,
                        "content_filtered → done, not kept",
                        t -> notKept(t, StopReason.CONTENT_FILTERED)));
        rows.add(new Row(72, "an answer without blocks → kept, sendable", MeaningRows::empty));
        rows.add(new Row(73, "reasoning → goes back byte by byte", MeaningRows::reasoning));
        rows.add(new Row(74, "usage missing, negative, huge → no overflow", MeaningRows::usage));
        rows.add(new Row(75, "\"Too many tokens\" → throttled", MeaningRows::tooManyTokens));
        return rows;
    }

    private static void empty(Trial trial) {
        Ending streamed =
                trial.stream(
                        Answers.steps(
                                List.of(
                                        Frame.event(Event.messageStart()),
                                        Frame.event(Event.messageStop("end_turn")),
                                        Frame.event(Event.metadata(3, 0))),
                                new Step.End()));
        Ending whole = trial.invoke(Answers.answer("[]", "end_turn", USAGE));
        Ending blank = trial.invoke(Answers.answer("[{\"text\":\" \"}]", "end_turn", USAGE));
        for (Ending ended : List.of(streamed, whole, blank)) {
            assertThat(ended.failure()).isNull();
            assertThat(Objects.requireNonNull(ended.reply()).text()).isBlank();
            ended.sent(1).stoppedWith(StopReason.END_TURN);
            // The question, the empty answer, and what goesOn() asked, which the service took.
            assertThat(ended.chat().turns()).hasSize(4);
        }
    }

    private static void refused(Ending ended) {
        ended.failed(ProtocolException.class).withDetails(200, null).sent(1);
    }

    private static void malformed(Trial trial) {
        for (String payload :
                List.of("{", "", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a")) {
            Ending ended =
                    trial.stream(Answers.halfway(Answers.event("contentBlockDelta", payload)));
            refused(ended);
            ended.withPartial(Answers.PARTIAL);
        }
    }

    private static void padded(Trial trial) {
        trial.stream(
                        Scripted.frames(
                                Answers.event(
                                        "messageStart", "{\"role\":\"assistant\",\"p\":\"ab\"}"),
                                Answers.event(
                                        "contentBlockDelta",
                                        "{\"new\":[{}],\"contentBlockIndex\":0,"
                                                + "\"delta\":{\"text\":\"Good.\"},\"p\":\"abc\"}"),
                                Answers.event(
                                        "messageStop", "{\"stopReason\":\"end_turn\",\"x\":1}"),
                                Answers.event("metadata", "{\"usage\":" + USAGE + ",\"p\":\"a\"}")))
                .answered("Good.")
                .sent(1);
    }

    private static void wrongTypes(Trial trial) {
        for (String payload :
                List.of(
                        "{\"delta\":{\"text\":\"a\"}}",
                        "{\"contentBlockIndex\":\"0\",\"delta\":{\"text\":\"a\"}}",
                        "{\"contentBlockIndex\":-1,\"delta\":{\"text\":\"a\"}}",
                        "{\"contentBlockIndex\":1e99,\"delta\":{\"text\":\"a\"}}",
                        "{\"contentBlockIndex\":0,\"delta\":null}",
                        "{\"contentBlockIndex\":0}",
                        "null",
                        "[]",
                        "7")) {
            Ending ended =
                    trial.stream(Answers.halfway(Answers.event("contentBlockDelta", payload)));
            refused(ended);
            ended.withPartial(Answers.PARTIAL);
        }
        // A delta of a new kind, or one that says nothing: kept, and not the end of the stream.
        for (String delta : List.of("{\"text\":7}", "{\"text\":null}")) {
            trial.stream(
                            Answers.halfway(
                                    Answers.event(
                                            "contentBlockDelta",
                                            "{\"contentBlockIndex\":0,\"delta\":" + delta + "}")))
                    .failed(StreamTruncatedException.class)
                    .withPartial(Answers.PARTIAL);
        }
        for (String type : List.of("messageStart", "messageStop", "contentBlockStop")) {
            for (String payload : List.of("{}", "null", "[]", "\"\"")) {
                refused(trial.stream(Answers.halfway(Answers.event(type, payload))));
            }
        }
        Frame noBase64 =
                Answers.event(
                        "contentBlockDelta",
                        "{\"contentBlockIndex\":1,\"delta\":{\"reasoningContent\":"
                                + "{\"redactedContent\":\"?!\"}}}");
        refused(trial.stream(Answers.halfway(noBase64, noBase64)));
    }

    private static void monsters(Trial trial) {
        refused(trial.stream(Answers.halfway(Answers.event("x", "[".repeat(10_000)))));
        String ten = "x".repeat(10 << 20);
        trial.stream(
                        Scripted.frames(
                                Frame.event(Event.messageStart()),
                                Answers.delta(0, ten),
                                Frame.event(Event.messageStop("end_turn"))))
                .answered(ten);
        String odd =
                "{\"contentBlockIndex\":0,\"contentBlockIndex\":0,\"n\":1e400,"
                        + "\"delta\":{\"text\":\"\\ud83d\"}}";
        Ending ended = trial.stream(Answers.halfway(Answers.event("contentBlockDelta", odd)));
        assertThat(ended.failure()).isNotNull();
    }

    private static void emoji(Trial trial) {
        trial.stream(
                        Scripted.frames(
                                Frame.event(Event.messageStart()),
                                Answers.event(
                                        "contentBlockDelta",
                                        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"\\ud83d\"}}"),
                                Answers.event(
                                        "contentBlockDelta",
                                        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"\\ude00ä\"}}"),
                                Frame.event(Event.messageStop("end_turn"))))
                .answered("😀ä")
                .sent(1);
    }

    private static void interleaved(Trial trial) {
        Ending ended =
                trial.stream(
                        Scripted.frames(
                                Frame.event(Event.messageStart()),
                                Answers.delta(0, "a"),
                                Answers.delta(2, "c"),
                                Answers.delta(1, "b"),
                                Answers.delta(2, "C"),
                                Answers.delta(0, "A"),
                                Frame.event(Event.messageStop("end_turn"))));
        assertThat(Objects.requireNonNull(ended.reply()).content())
                .containsExactly(Content.text("aA"), Content.text("b"), Content.text("cC"));
    }

    private static void noStart(Trial trial) {
        Ending ended =
                trial.stream(Answers.halfway(Answers.event("contentBlockDelta", TOOL_DELTA)));
        refused(ended);
        ended.withPartial(Answers.PARTIAL);
    }

    private static void noName(Trial trial) {
        for (String start :
                List.of(
                        "{\"toolUse\":{\"name\":\"rm\"}}",
                        "{\"toolUse\":{\"toolUseId\":\"t\"}}",
                        "{\"toolUse\":7}",
                        "{\"toolResult\":{}}")) {
            Ending ended =
                    trial.stream(
                            Answers.halfway(
                                    Answers.event(
                                            "contentBlockStart",
                                            "{\"contentBlockIndex\":1,\"start\":" + start + "}"),
                                    Frame.event(Event.blockStop(1)),
                                    Frame.event(Event.messageStop("end_turn"))));
            refused(ended);
            ended.withPartial(Answers.PARTIAL);
        }
    }

    private static void noBlockStop(Trial trial) {
        trial.stream(Answers.halfway(Frame.event(Event.messageStop("end_turn"))))
                .answered(Answers.PARTIAL)
                .sent(1);
    }

    private static void openToolUse(Trial trial) {
        Ending ended =
                trial.stream(
                        Scripted.frames(
                                Frame.event(Event.messageStart()),
                                Answers.event("contentBlockStart", TOOL_START),
                                Answers.event("contentBlockDelta", TOOL_DELTA),
                                Frame.event(Event.messageStop("tool_use"))));
        refused(ended);
        ended.withNothing();
    }

    private static void afterStop(Trial trial) {
        for (Frame late :
                List.of(
                        Answers.delta(0, " And more"),
                        Answers.delta(7, " And more"),
                        Answers.event("contentBlockStart", TOOL_START),
                        Answers.event("contentBlockDelta", TOOL_DELTA),
                        Frame.event(Event.blockStop(3)),
                        Frame.event(Event.messageStop("max_tokens")),
                        Answers.GOOD.getFirst())) {
            var frames = new ArrayList<>(Answers.GOOD);
            frames.addAll(5, List.of(late, late));
            Ending ended =
                    trial.stream(Scripted.frames(frames.toArray(Frame[]::new)))
                            .answered("Good.")
                            .stoppedWith(StopReason.END_TURN)
                            .sent(1);
            assertThat(ended.events().stream().map(Object::getClass).distinct()).hasSize(5);
            assertThat(ended.events().getLast()).isInstanceOf(StreamEvent.Metadata.class);
            assertThat(Objects.requireNonNull(ended.reply()).usage().input()).isEqualTo(3);
        }
    }

    private static void unknownReason(Trial trial) {
        trial.stream(Answers.halfway(Frame.event(Event.messageStop("bored"))))
                .answered(Answers.PARTIAL)
                .stoppedWith(new StopReason("bored"))
                .sent(1);
        trial.invoke(Answers.answer("[{\"text\":\"Hm\"}]", "bored", USAGE))
                .answered("Hm")
                .stoppedWith(new StopReason("bored"));
    }

    private static void cutToolUse(Trial trial) {
        Ending ended =
                trial.stream(
                        Scripted.frames(
                                Frame.event(Event.messageStart()),
                                Answers.event("contentBlockStart", TOOL_START),
                                Answers.event("contentBlockDelta", TOOL_DELTA),
                                Frame.event(Event.messageStop("max_tokens"))));
        ended.stoppedWith(StopReason.MAX_TOKENS).sent(1);
        Content.ToolUse cut = Objects.requireNonNull(ended.reply()).turn().toolUses().getFirst();
        assertThat(cut.input()).isInstanceOf(Json.Str.class);
    }

    private static void bad(Trial trial) {
        for (StopReason reason :
                List.of(StopReason.MALFORMED_TOOL_USE, StopReason.MALFORMED_MODEL_OUTPUT)) {
            trial.stream(Answers.halfway(Frame.event(Event.messageStop(reason.wire()))))
                    .failed(ModelException.class)
                    .retryable(true)
                    .withDetails(200, null)
                    .sent(1);
            trial.stream(
                            Answers.halfway(
                                    Frame.event(Event.messageStop(reason.wire())),
                                    Answers.exception("internalServerException")))
                    .failed(ModelException.class)
                    .saying(reason.wire())
                    .sent(1);
            trial.invoke(Answers.answer("[{\"text\":\"Hm\"}]", reason.wire(), USAGE))
                    .failed(ModelException.class)
                    .saying(reason.wire())
                    .sent(1);
        }
    }

    private static void notKept(Trial trial, StopReason reason) {
        String said = "[{\"text\":\"No.\"}]";
        for (Ending ended :
                List.of(
                        trial.stream(Answers.answer(said, reason.wire(), USAGE)),
                        trial.invoke(Answers.answer(said, reason.wire(), USAGE)))) {
            ended.answered("No.").stoppedWith(reason).sent(1);
            assertThat(ended.chat().turns()).extracting(Turn::text).doesNotContain("No.");
        }
    }

    private static void reasoning(Trial trial) {
        String delta = "{\"contentBlockIndex\":%d,\"delta\":{\"reasoningContent\":%s}}";
        String signature = "c2ln".repeat(30);
        trial.model("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        trial.stream(
                Scripted.frames(
                        Frame.event(Event.messageStart()),
                        Answers.event("contentBlockDelta", delta.formatted(0, "{\"text\":\"H\"}")),
                        Answers.event("contentBlockDelta", delta.formatted(0, "{\"text\":\"m\"}")),
                        Answers.event(
                                "contentBlockDelta",
                                delta.formatted(0, "{\"signature\":\"" + signature + "\"}")),
                        Answers.event(
                                "contentBlockDelta",
                                delta.formatted(1, "{\"redactedContent\":\"AAEC\"}")),
                        Answers.delta(2, "Good."),
                        Frame.event(Event.messageStop("end_turn"))));
        Json.Obj sent = (Json.Obj) trial.local().requests().getLast().body();
        Json.Obj assistant = (Json.Obj) sent.array("messages").get(1);
        assertThat(assistant.array("content"))
                .containsExactly(
                        Json.parse(
                                "{\"reasoningContent\":{\"reasoningText\":"
                                        + "{\"text\":\"Hm\",\"signature\":\""
                                        + signature
                                        + "\"}}}"),
                        Json.parse("{\"reasoningContent\":{\"redactedContent\":\"AAEC\"}}"),
                        Json.parse("{\"text\":\"Good.\"}"));
    }

    private static void usage(Trial trial) {
        for (String usage :
                List.of(
                        "{}",
                        "{\"inputTokens\":-5,\"outputTokens\":-7,\"totalTokens\":-12}",
                        "{\"inputTokens\":1099511627776,\"outputTokens\":1}",
                        "{\"inputTokens\":9223372036854775807,"
                                + "\"outputTokens\":9223372036854775807}",
                        "{\"inputTokens\":\"many\"}")) {
            for (Ending ended :
                    List.of(
                            trial.stream(Answers.answer("[{\"text\":\"Hm\"}]", "end_turn", usage)),
                            trial.invoke(
                                    Answers.answer("[{\"text\":\"Hm\"}]", "end_turn", usage)))) {
                ended.answered("Hm").sent(1);
                var sum = Objects.requireNonNull(ended.reply()).usage();
                assertThat(sum.plus(sum).input()).isNotNegative();
            }
        }
    }

    private static void tooManyTokens(Trial trial) {
        trial.retries(Trial.RETRIES.withAttempts(1));
        Scripted said =
                Scripted.error(
                        "ThrottlingException", "Too many tokens, please wait before trying again.");
        for (Ending ended : List.of(trial.stream(said), trial.invoke(said))) {
            ended.failed(ThrottledException.class).saying("maxTokens").sent(1);
        }
    }
}
