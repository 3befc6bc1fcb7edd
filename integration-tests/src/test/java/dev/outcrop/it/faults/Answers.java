package dev.outcrop.it.faults;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Streams, whole and broken. */
final class Answers {
    static final String STREAM = "application/vnd.amazon.eventstream";
    static final String PARTIAL = "Hello ";

    static final List<Frame> GOOD =
            List.of(
                    Frame.event(Event.messageStart()),
                    Frame.event(Event.textDelta(0, "Go")),
                    Frame.event(Event.textDelta(0, "od.")),
                    Frame.event(Event.blockStop(0)),
                    Frame.event(Event.messageStop("end_turn")),
                    Frame.event(Event.metadata(3, 1)));

    private Answers() {}

    static Scripted.Steps good() {
        return Scripted.frames(GOOD.toArray(Frame[]::new));
    }

    /** The whole good stream as bytes. */
    static byte[] goodBytes() {
        var all = new ByteArrayOutputStream();
        GOOD.forEach(frame -> all.writeBytes(frame.encoded().toArray()));
        return all.toByteArray();
    }

    /** Head, start, two deltas that say {@link #PARTIAL}, then what is given. */
    static Scripted.Steps halfway(Step... rest) {
        return steps(
                List.of(
                        Frame.event(Event.messageStart()),
                        Frame.event(Event.textDelta(0, "Hel")),
                        Frame.event(Event.textDelta(0, "lo "))),
                rest);
    }

    static Scripted.Steps halfway(Frame... rest) {
        return halfway(sent(rest));
    }

    /** Head, then the frames, then what is given. */
    static Scripted.Steps steps(List<Frame> frames, Step... rest) {
        var steps = new ArrayList<Step>();
        steps.add(head());
        steps.addAll(List.of(sent(frames.toArray(Frame[]::new))));
        steps.addAll(List.of(rest));
        return new Scripted.Steps(steps);
    }

    static Scripted.Steps bytes(byte... body) {
        return Scripted.steps(head(), new Step.SendBytes(Bytes.of(body)), new Step.End());
    }

    static Step.Head head() {
        return new Step.Head(200, Map.of("Content-Type", STREAM));
    }

    private static Step[] sent(Frame... frames) {
        return List.of(frames).stream()
                .map(frame -> new Step.SendFrame(frame, FrameDamage.NONE))
                .toArray(Step[]::new);
    }

    static Frame event(String type, String payload) {
        return Frame.event(type, payload);
    }

    static Frame delta(int index, String text) {
        return Frame.event(Event.textDelta(index, text));
    }

    static Frame exception(String type) {
        return Frame.exception(type, "{\"message\":\"as the script says\"}");
    }

    /** An answer of Converse. */
    static Scripted.Answer answer(String content, String stopReason, String usage) {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                                        + content
                                        + "}},\"stopReason\":\""
                                        + stopReason
                                        + "\",\"usage\":"
                                        + usage
                                        + ",\"metrics\":{\"latencyMs\":1}}"));
    }

    static Scripted.Steps json(int status, Map<String, String> headers, String body) {
        return Scripted.raw(status, headers, Bytes.of(body));
    }
}
