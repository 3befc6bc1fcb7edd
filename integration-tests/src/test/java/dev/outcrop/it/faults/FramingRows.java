package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows 39 to 57: the event stream. */
final class FramingRows {
    private static final Map<String, Class<? extends BedrockException>> EXCEPTIONS =
            Map.of(
                    "internalServerException", ServiceException.class,
                    "modelStreamErrorException", ModelException.class,
                    "validationException", ValidationException.class,
                    "throttlingException", ThrottledException.class,
                    "serviceUnavailableException", ServiceException.class,
                    "modelTimeoutException", ModelTimeoutException.class);

    private static final List<String> AGAIN =
            List.of(
                    "internalServerException",
                    "throttlingException",
                    "serviceUnavailableException");

    private FramingRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(
                new Row(
                        39,
                        "prelude CRC wrong → refused",
                        t -> damaged(t, FrameDamage.PRELUDE_CRC)));
        rows.add(
                new Row(
                        40,
                        "message CRC wrong → refused",
                        t -> damaged(t, FrameDamage.MESSAGE_CRC)));
        rows.add(new Row(41, "impossible frame lengths → refused", FramingRows::lengths));
        rows.add(new Row(42, "impossible header lengths → refused", FramingRows::headerLengths));
        rows.add(new Row(43, "payload over 24 MiB → refused", FramingRows::tooLarge));
        rows.add(new Row(44, "broken headers → refused", FramingRows::headers));
        rows.add(new Row(45, "a header that is no UTF-8 → refused", FramingRows::notUtf8));
        rows.add(new Row(46, "end at each byte → truncated", FramingRows::everyByte));
        rows.add(new Row(47, "garbage after the last frame → done", FramingRows::garbage));
        rows.add(new Row(48, "event with empty payload → passed over", FramingRows::empty));
        rows.add(new Row(49, "headers of all types → read", FramingRows::allTypes));
        rows.add(new Row(50, "no :message-type, or another → refused", FramingRows::noType));
        EXCEPTIONS.forEach(
                (type, kind) -> {
                    rows.add(
                            new Row(
                                    51,
                                    type + " at frame 0 → as its kind says",
                                    t -> first(t, type)));
                    rows.add(
                            new Row(
                                    51,
                                    type + " at frame n → failed, partial",
                                    t -> later(t, type)));
                });
        rows.add(new Row(52, "unknown exception type → failed", FramingRows::unknownException));
        rows.add(new Row(53, "error frame → failed, partial", FramingRows::errorFrame));
        rows.add(new Row(54, "exception without JSON → same kind", FramingRows::bareException));
        rows.add(new Row(55, "exception after messageStop → done", FramingRows::afterStop));
        rows.add(new Row(55, "the same, with restarts → done, not sent again", FramingRows::kept));
        rows.add(new Row(56, "unknown event → passed over", FramingRows::unknownEvent));
        rows.add(new Row(57, "double-wrapped payload → refused", FramingRows::wrapped));
        return rows;
    }

    private static void damaged(Trial trial, FrameDamage damage) {
        Scripted.Steps steps = Answers.halfway(new Step.SendFrame(Answers.delta(0, "no"), damage));
        refused(trial.stream(steps));
    }

    private static void refused(Ending ended) {
        ended.failed(ProtocolException.class)
                .retryable(false)
                .withDetails(200, null)
                .withPartial(Answers.PARTIAL)
                .sent(1);
    }

    private static Ending halfwayThen(Trial trial, byte... bytes) {
        return trial.stream(Answers.halfway(new Step.SendBytes(Bytes.of(bytes)), new Step.End()));
    }

    private static void lengths(Trial trial) {
        for (int length : new int[] {0, 1, 15, 1 << 30, Integer.MIN_VALUE, -1}) {
            refused(halfwayThen(trial, RawFrames.prelude(length, 0)));
        }
    }

    private static void headerLengths(Trial trial) {
        for (int length : new int[] {101, 85, 1 << 20, Integer.MIN_VALUE, -1}) {
            refused(halfwayThen(trial, RawFrames.prelude(100, length)));
        }
        refused(halfwayThen(trial, RawFrames.prelude(1 << 20, (128 << 10) + 1)));
    }

    private static void tooLarge(Trial trial) {
        refused(halfwayThen(trial, RawFrames.prelude((25 << 20) + (128 << 10), 100)));
    }

    private static void headers(Trial trial) {
        refused(halfwayThen(trial, RawFrames.frame(new byte[] {0, 7, 0, 0}, "{}")));
        refused(halfwayThen(trial, RawFrames.frame(new byte[] {1, 'a', 10}, "{}")));
        refused(halfwayThen(trial, RawFrames.frame(new byte[] {1, 'a', 7, 0, 9, 'b'}, "{}")));
        refused(halfwayThen(trial, RawFrames.frame(new byte[] {9, 'a'}, "{}")));
        byte[] twice = {1, 'a', 7, 0, 1, 'b', 1, 'a', 7, 0, 1, 'b'};
        refused(halfwayThen(trial, RawFrames.frame(twice, "{}")));
        var many = new LinkedHashMap<String, String>();
        for (int i = 0; i < 2_000; i++) {
            many.put("h" + i, "");
        }
        refused(halfwayThen(trial, new Frame(many, Bytes.of("{}")).encoded().toArray()));
    }

    private static void notUtf8(Trial trial) {
        byte[] bad = {1, 'a', 7, 0, 2, (byte) 0xC3, (byte) 0x28};
        refused(halfwayThen(trial, RawFrames.frame(bad, "{}")));
    }

    private static void everyByte(Trial trial) {
        byte[] last = Answers.delta(0, "more").encoded().toArray();
        for (int k = 1; k < last.length; k++) {
            halfwayThen(trial, Arrays.copyOf(last, k))
                    .failed(StreamTruncatedException.class)
                    .retryable(true)
                    .withDetails(200, null)
                    .withPartial(Answers.PARTIAL)
                    .sent(1);
        }
    }

    private static void garbage(Trial trial) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(Answers.goodBytes());
        all.writeBytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
        trial.stream(Answers.bytes(all.toByteArray())).answered("Good.").sent(1);
    }

    private static void empty(Trial trial) {
        trial.stream(with(Answers.event("futureEvent", ""))).answered("Good.").sent(1);
    }

    private static Scripted.Steps with(Frame extra) {
        var frames = new ArrayList<>(Answers.GOOD);
        frames.add(2, extra);
        return Scripted.frames(frames.toArray(Frame[]::new));
    }

    private static void allTypes(Trial trial) {
        byte[] delta = RawFrames.withAllHeaderTypes("contentBlockDelta", Answers.delta(0, "Go"));
        trial.stream(
                        Answers.steps(
                                List.of(Answers.GOOD.getFirst()),
                                concat(
                                        new Step.SendBytes(Bytes.of(delta)),
                                        Answers.GOOD.subList(2, 6))))
                .answered("Good.")
                .sent(1);
    }

    private static Step[] concat(Step first, List<Frame> frames) {
        var steps = new ArrayList<Step>();
        steps.add(first);
        frames.forEach(frame -> steps.add(new Step.SendFrame(frame, FrameDamage.NONE)));
        return steps.toArray(Step[]::new);
    }

    private static void noType(Trial trial) {
        refused(trial.stream(Answers.halfway(new Frame(Map.of(), Bytes.of("{}")))));
        refused(
                trial.stream(
                        Answers.halfway(
                                new Frame(Map.of(":message-type", "other"), Bytes.of("{}")))));
    }

    private static void first(Trial trial, String type) {
        var start = Answers.GOOD.getFirst();
        for (List<Frame> before : List.of(List.<Frame>of(), List.of(start))) {
            var frames = new ArrayList<>(before);
            frames.add(Answers.exception(type));
            Scripted.Steps broken = Scripted.frames(frames.toArray(Frame[]::new));
            if (AGAIN.contains(type)) {
                trial.stream(broken, Answers.good()).answered("Good.").sent(2);
            } else {
                trial.stream(broken)
                        .failed(Objects.requireNonNull(EXCEPTIONS.get(type)))
                        .withNothing()
                        .sent(1);
            }
        }
    }

    private static void later(Trial trial, String type) {
        String code = Character.toUpperCase(type.charAt(0)) + type.substring(1);
        trial.stream(Answers.halfway(Answers.exception(type)))
                .failed(Objects.requireNonNull(EXCEPTIONS.get(type)))
                .saying("as the script says")
                .withDetails(200, code)
                .withPartial(Answers.PARTIAL)
                .sent(1);
    }

    private static void unknownException(Trial trial) {
        trial.stream(Answers.halfway(Answers.exception("novelException")))
                .failed(ServiceException.class)
                .withDetails(200, "NovelException")
                .withPartial(Answers.PARTIAL)
                .sent(1);
        trial.stream(Answers.halfway(Answers.exception("\u001b[31m" + "x".repeat(30_000))))
                .failed(ServiceException.class)
                .withPartial(Answers.PARTIAL)
                .sent(1);
    }

    private static void errorFrame(Trial trial) {
        trial.stream(Answers.halfway(Frame.error("InternalError", "An internal\nerror.")))
                .failed(ServiceException.class)
                .saying("An internal error.")
                .withDetails(200, "InternalError")
                .withPartial(Answers.PARTIAL)
                .sent(1);
    }

    private static void bareException(Trial trial) {
        for (String payload : List.of("", "<html>", "[", "7", "{\"message\":7}")) {
            trial.stream(Answers.halfway(Frame.exception("throttlingException", payload)))
                    .failed(ThrottledException.class)
                    .withDetails(200, "ThrottlingException")
                    .withPartial(Answers.PARTIAL)
                    .sent(1);
        }
    }

    private static void afterStop(Trial trial) {
        trial.stream(stopped(Answers.exception("internalServerException")))
                .answered("Good.")
                .sent(1);
        trial.stream(stopped(Answers.event("metadata", "{"))).answered("Good.").sent(1);
        trial.stream(
                        Answers.steps(
                                Answers.GOOD.subList(0, 5),
                                new Step.SendBytes(Bytes.of((byte) 1)),
                                new Step.End()))
                .answered("Good.")
                .sent(1);
    }

    private static void kept(Trial trial) {
        trial.retries(Trial.RETRIES.withRestart(true));
        afterStop(trial);
        assertThat(trial.heard().retrying).hasValue(0);
    }

    private static Scripted.Steps stopped(Frame last) {
        var frames = new ArrayList<>(Answers.GOOD.subList(0, 5));
        frames.add(last);
        return Scripted.frames(frames.toArray(Frame[]::new));
    }

    private static void unknownEvent(Trial trial) {
        for (String payload :
                List.of(
                        "{\"a\":[1]}",
                        "[7]",
                        "",
                        " ",
                        "plain text",
                        "{\"a\":",
                        "{} {}",
                        "\u0000\u0001\ud83d\ude00",
                        "<html>")) {
            trial.stream(with(Answers.event("futureEvent", payload))).answered("Good.").sent(1);
        }
    }

    private static void wrapped(Trial trial) {
        trial.stream(
                        Scripted.frames(
                                Answers.event(
                                        "messageStart",
                                        "{\"messageStart\":{\"role\":\"assistant\"}}"),
                                Answers.event(
                                        "contentBlockDelta",
                                        "{\"contentBlockDelta\":{\"contentBlockIndex\":0,"
                                                + "\"delta\":{\"text\":\"a\"}}}")))
                .failed(ProtocolException.class)
                .withNothing()
                .sent(1);
    }
}
