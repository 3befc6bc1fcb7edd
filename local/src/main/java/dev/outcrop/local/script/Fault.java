package dev.outcrop.local.script;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.RawFrame;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.StreamCut;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * What can go wrong, by name. Those that concern a whole answer are given here; those that concern
 * a stream take the right stream and break it. Anything else can be said in {@link Step steps}.
 */
public final class Fault {
    private Fault() {}

    /** The connection is reset before a byte of the answer. */
    public static Scripted.Steps resetBeforeHead() {
        return Scripted.steps(new Step.Abort(StreamCut.RESET));
    }

    /** The connection is closed in order before a byte of the answer. */
    public static Scripted.Steps closeBeforeHead() {
        return Scripted.steps(new Step.Abort(StreamCut.CLOSE));
    }

    /** HTTP/2: the request is refused as not begun. */
    public static Scripted.Steps refusedStream() {
        return Scripted.steps(new Step.Abort(StreamCut.REFUSE_STREAM));
    }

    /** HTTP/2: GOAWAY, with no request taken for received. */
    public static Scripted.Steps goAway() {
        return Scripted.steps(new Step.Abort(StreamCut.GO_AWAY));
    }

    /** HTTP/2: GOAWAY, but the answer is given to its end. */
    public static Scripted.Steps goAwayAndFinish(Scripted.Steps right) {
        var steps = new ArrayList<Step>(right.steps());
        steps.add(Math.min(2, steps.size()), new Step.GoAway());
        return new Scripted.Steps(steps);
    }

    /** Not a byte until the gate opens; then the connection is closed. */
    public static Scripted.Steps silence(StallGate gate) {
        return Scripted.steps(new Step.Stall(gate), new Step.Abort(StreamCut.CLOSE));
    }

    /** Silence after so many frames, until the gate opens; then the answer goes on. */
    public static Scripted.Steps stalled(Scripted.Steps right, int frames, StallGate gate) {
        var steps = new ArrayList<Step>();
        int sent = 0;
        for (Step step : right.steps()) {
            if (step instanceof Step.SendFrame && sent++ == frames) {
                steps.add(new Step.Stall(gate));
            }
            steps.add(step);
        }
        return new Scripted.Steps(steps);
    }

    /** Each byte of the answer by itself. */
    public static Scripted.Steps dribbled(Scripted.Steps right) {
        return new Scripted.Steps(
                right.steps().stream()
                        .map(
                                step ->
                                        step instanceof Step.SendFrame(Frame f, var damage)
                                                ? new Step.Dribble(f.encoded(damage))
                                                : step)
                        .toList());
    }

    /** All frames in one piece. */
    public static Scripted.Steps inOneWrite(Scripted.Steps right) {
        var steps = new ArrayList<Step>();
        var all = new ByteArrayOutputStream();
        for (Step step : right.steps()) {
            if (step instanceof Step.SendFrame(Frame frame, var damage)) {
                all.writeBytes(frame.encoded(damage).toArray());
            } else if (!(step instanceof Step.End)) {
                steps.add(step);
            }
        }
        steps.add(new Step.SendBytes(Bytes.of(all.toByteArray())));
        steps.add(new Step.End());
        return new Scripted.Steps(steps);
    }

    /** The whole answer; then the connection is closed, without a word that it would be. */
    public static Scripted.Steps closeWhenIdle(Scripted.Steps right) {
        var steps = new ArrayList<Step>(right.steps());
        steps.add(new Step.Abort(StreamCut.CLOSE));
        return new Scripted.Steps(steps);
    }

    /** An answer while the client still sends the body, which nobody reads. */
    public static Scripted.Early early(Scripted.Steps answer) {
        return new Scripted.Early(answer);
    }

    public static Scripted.Steps redirect(int status, String location) {
        return Scripted.raw(status, Map.of("Location", location), Bytes.NONE);
    }

    /** What a proxy says: HTML. */
    public static Scripted.Steps html(int status) {
        String page = "<html><body><h1>" + status + "</h1></body></html>";
        return Scripted.raw(status, Map.of("Content-Type", "text/html"), Bytes.of(page));
    }

    /** The right bytes under another content type. */
    public static Scripted.Steps ofContentType(Scripted.Steps right, String contentType) {
        var steps = new ArrayList<Step>(right.steps());
        steps.set(0, new Step.Head(200, Map.of("Content-Type", contentType)));
        return new Scripted.Steps(steps);
    }

    /** So many headers, each with a value of so many characters. */
    public static Scripted.Steps manyHeaders(int count, int length) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put("x-filler-" + i, "a".repeat(length));
        }
        return Scripted.raw(200, headers, Bytes.of("{}"));
    }

    /**
     * Throttled, with a word about when to come back.
     *
     * @param header {@code Retry-After} or {@code x-amz-retry-after}
     */
    public static Scripted.Steps retryAfter(String header, String value) {
        ServiceError error =
                ServiceError.of(
                        "ThrottlingException",
                        "Too many requests, please wait before trying again.");
        return Scripted.raw(
                error.status(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "x-amzn-ErrorType",
                        error.header(),
                        header,
                        value),
                Bytes.of(error.body()));
    }

    /** The error of the model, which says what status it had itself. */
    public static Scripted.Steps modelError(int originalStatus) {
        ServiceError error = ServiceError.of("ModelErrorException", "The model had an error.");
        Json.Obj body =
                Json.object(
                        Map.of(
                                "message",
                                "The model had an error.",
                                "originalStatusCode",
                                originalStatus,
                                "resourceName",
                                "model"));
        return Scripted.raw(
                error.status(),
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error.header()),
                Bytes.of(body.toString()));
    }

    /** After so many frames an exception, and the end. */
    public static Scripted.Steps exception(Scripted.Steps right, int frames, String type) {
        String name = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return frame(
                right, frames, Frame.exception(name, "{\"message\":\"as scripted\"}").encoded());
    }

    /** After so many frames an error that no service model knows, and the end. */
    public static Scripted.Steps error(Scripted.Steps right, int frames) {
        return frame(right, frames, Frame.error("Scripted", "as scripted").encoded());
    }

    /** After so many frames one that is given as bytes, and the end. */
    public static Scripted.Steps frame(Scripted.Steps right, int frames, Bytes frame) {
        return right.afterFrames(frames, new Step.SendBytes(frame), new Step.End());
    }

    /** The whole stream, and bytes after it that are no frame. */
    public static Scripted.Steps garbageAfter(Scripted.Steps right, Bytes garbage) {
        return frame(right, Integer.MAX_VALUE, garbage);
    }

    /** An event whose payload is wrapped in its own name once more, as some emulators send it. */
    public static Bytes doubleWrapped(Event event) {
        Json.Obj wrapped = Json.EMPTY.with(event.type(), event.payload());
        return Frame.event(event.type(), wrapped.toString()).encoded();
    }

    /** An event without the header {@code :message-type}. */
    public static Bytes withoutMessageType(Event event) {
        return RawFrame.of(
                        RawFrame.header(":event-type", event.type()),
                        Bytes.of(event.payload().toString()))
                .encoded();
    }

    /** An event with a second header {@code :event-type}. */
    public static Bytes withDuplicateHeader(Event event) {
        return RawFrame.of(
                        RawFrame.joined(
                                RawFrame.header(":event-type", event.type()),
                                RawFrame.header(":event-type", "metadata"),
                                RawFrame.header(":message-type", "event")),
                        Bytes.of(event.payload().toString()))
                .encoded();
    }
}
