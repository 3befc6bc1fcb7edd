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
 * Faults by name. Those that concern a whole answer are complete; those that concern a stream
 * modify a correct stream. {@link Step Steps} can express any other fault.
 */
public final class Fault {
    private Fault() {}

    /** Resets the connection before the first byte of the response. */
    public static Scripted.Steps resetBeforeHead() {
        return Scripted.steps(new Step.Abort(StreamCut.RESET));
    }

    /** Closes the connection properly before the first byte of the response. */
    public static Scripted.Steps closeBeforeHead() {
        return Scripted.steps(new Step.Abort(StreamCut.CLOSE));
    }

    /** HTTP/2: refuses the request as not processed. */
    public static Scripted.Steps refusedStream() {
        return Scripted.steps(new Step.Abort(StreamCut.REFUSE_STREAM));
    }

    /** HTTP/2: sends GOAWAY, with no request processed. */
    public static Scripted.Steps goAway() {
        return Scripted.steps(new Step.Abort(StreamCut.GO_AWAY));
    }

    /** HTTP/2: sends GOAWAY, then the complete answer. */
    public static Scripted.Steps goAwayAndFinish(Scripted.Steps right) {
        var steps = new ArrayList<Step>(right.steps());
        steps.add(Math.min(2, steps.size()), new Step.GoAway());
        return new Scripted.Steps(steps);
    }

    /** Sends nothing until the gate opens; then closes the connection. */
    public static Scripted.Steps silence(StallGate gate) {
        return Scripted.steps(new Step.Stall(gate), new Step.Abort(StreamCut.CLOSE));
    }

    /** Sends nothing after the given number of frames until the gate opens; then continues. */
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

    /** Sends each byte of the answer separately. */
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

    /** Sends all frames in one write. */
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

    /** Sends the whole answer, then closes the connection without announcing it. */
    public static Scripted.Steps closeWhenIdle(Scripted.Steps right) {
        var steps = new ArrayList<Step>(right.steps());
        steps.add(new Step.Abort(StreamCut.CLOSE));
        return new Scripted.Steps(steps);
    }

    /** Sends an answer while the client is still sending the body, which is not read. */
    public static Scripted.Early early(Scripted.Steps answer) {
        return new Scripted.Early(answer);
    }

    public static Scripted.Steps redirect(int status, String location) {
        return Scripted.raw(status, Map.of("Location", location), Bytes.NONE);
    }

    /** Answers with HTML, as a proxy does. */
    public static Scripted.Steps html(int status) {
        String page = "<html><body><h1>" + status + "</h1></body></html>";
        return Scripted.raw(status, Map.of("Content-Type", "text/html"), Bytes.of(page));
    }

    /** Sends the correct bytes with another content type. */
    public static Scripted.Steps ofContentType(Scripted.Steps right, String contentType) {
        var steps = new ArrayList<Step>(right.steps());
        steps.set(0, new Step.Head(200, Map.of("Content-Type", contentType)));
        return new Scripted.Steps(steps);
    }

    /** Sends many headers, with values of the given length in characters. */
    public static Scripted.Steps manyHeaders(int count, int length) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put("x-filler-" + i, "a".repeat(length));
        }
        return Scripted.raw(200, headers, Bytes.of("{}"));
    }

    /**
     * Throttles the request, with a header that says when to retry.
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

    /** Sends a model error, which includes the model's own status. */
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

    /** Sends an exception after the given number of frames, and ends the stream. */
    public static Scripted.Steps exception(Scripted.Steps right, int frames, String type) {
        String name = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return frame(
                right, frames, Frame.exception(name, "{\"message\":\"as scripted\"}").encoded());
    }

    /** Sends an unmodeled error after the given number of frames, and ends the stream. */
    public static Scripted.Steps error(Scripted.Steps right, int frames) {
        return frame(right, frames, Frame.error("Scripted", "as scripted").encoded());
    }

    /** Sends the given bytes as a frame after the given number of frames, and ends the stream. */
    public static Scripted.Steps frame(Scripted.Steps right, int frames, Bytes frame) {
        return right.afterFrames(frames, new Step.SendBytes(frame), new Step.End());
    }

    /** Sends the whole stream, followed by bytes that are not a frame. */
    public static Scripted.Steps garbageAfter(Scripted.Steps right, Bytes garbage) {
        return frame(right, Integer.MAX_VALUE, garbage);
    }

    /**
     * Returns an event whose payload is wrapped in its own name once more, as some emulators send
     * it.
     */
    public static Bytes doubleWrapped(Event event) {
        Json.Obj wrapped = Json.EMPTY.with(event.type(), event.payload());
        return Frame.event(event.type(), wrapped.toString()).encoded();
    }

    /** Returns an event without the header {@code :message-type}. */
    public static Bytes withoutMessageType(Event event) {
        return RawFrame.of(
                        RawFrame.header(":event-type", event.type()),
                        Bytes.of(event.payload().toString()))
                .encoded();
    }

    /** Returns an event with a second header {@code :event-type}. */
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
