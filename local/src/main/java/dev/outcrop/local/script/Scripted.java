package dev.outcrop.local.script;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.StreamCut;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scripted answer to the next request. */
public sealed interface Scripted {
    /**
     * Replaces the model: the request is validated, and the body is sent unchanged by Converse, and
     * as events by ConverseStream.
     *
     * @param body a response of Converse: {@code output}, {@code stopReason}, {@code usage}
     */
    record Answer(Json.Obj body) implements Scripted {}

    /** Replaces the whole service: the request is not validated. */
    record Steps(List<Step> steps) implements Scripted {
        public Steps {
            steps = List.copyOf(steps);
        }

        /**
         * Returns these steps up to the given number of bytes of the body; then the connection
         * breaks.
         */
        public Steps cutAfterBytes(int bytes, StreamCut cut) {
            var kept = new ArrayList<Step>();
            int left = bytes;
            for (Step step : steps) {
                Bytes sent = sentBy(step);
                if (sent == null) {
                    if (step instanceof Step.End || step instanceof Step.Abort) {
                        break;
                    }
                    kept.add(step);
                } else if (sent.size() <= left) {
                    kept.add(step);
                    left -= sent.size();
                } else {
                    kept.add(new Step.SendBytes(sent.first(left)));
                    break;
                }
            }
            kept.add(new Step.Abort(cut));
            return new Steps(kept);
        }

        /** Returns these steps up to the given number of frames, followed by other steps. */
        public Steps afterFrames(int frames, Step... rest) {
            var kept = new ArrayList<Step>();
            int left = frames;
            for (Step step : steps) {
                boolean over = step instanceof Step.End || step instanceof Step.Abort;
                if (over || (step instanceof Step.SendFrame && left-- == 0)) {
                    break;
                }
                kept.add(step);
            }
            kept.addAll(List.of(rest));
            return new Steps(kept);
        }

        private static @Nullable Bytes sentBy(Step step) {
            return switch (step) {
                case Step.SendFrame(Frame frame, FrameDamage damage) -> frame.encoded(damage);
                case Step.SendBytes(Bytes bytes) -> bytes;
                case Step.Dribble(Bytes bytes) -> bytes;
                case Step.GoAway goAway -> null;
                case Step.Head head -> null;
                case Step.Stall stall -> null;
                case Step.Abort abort -> null;
                case Step.End end -> null;
            };
        }
    }

    /**
     * The service's own answer, or the given one; after a number of writes (one for each frame of a
     * stream) these steps follow instead.
     */
    record Interrupted(@Nullable Answer answer, int writes, Steps rest) implements Scripted {
        /** Interrupts the service's own answer. */
        public Interrupted(int writes, Steps rest) {
            this(null, writes, rest);
        }
    }

    /**
     * Sent as soon as the head of the request has arrived; its body is not read, unless there are
     * credentials to check.
     */
    record Early(Steps steps) implements Scripted {}

    /** Returns an answer with this text, which ends the turn. */
    static Answer text(String text) {
        return answer(said(List.of(Json.EMPTY.with("text", Json.of(text))), "end_turn"));
    }

    /** Returns a response of Converse with these blocks. */
    static Json.Obj said(List<Json> content, String stopReason) {
        Json.Obj message =
                Json.EMPTY
                        .with("role", Json.of("assistant"))
                        .with("content", new Json.Arr(content));
        return Json.object(
                Map.of(
                        "metrics",
                        Map.of("latencyMs", 1),
                        "output",
                        Map.of("message", message),
                        "stopReason",
                        stopReason,
                        "usage",
                        Map.of("inputTokens", 10, "outputTokens", 5, "totalTokens", 15)));
    }

    static Answer answer(Json.Obj body) {
        return new Answer(body);
    }

    /** Returns an error of the service, with the status of its type. */
    static Steps error(String type, String message) {
        ServiceError error = ServiceError.of(type, message);
        return raw(
                error.status(),
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error.header()),
                Bytes.of(error.body()));
    }

    static Steps raw(int status, Map<String, String> headers, Bytes body) {
        return steps(new Step.Head(status, headers), new Step.SendBytes(body), new Step.End());
    }

    /** Returns a stream of these events, in frames without padding. */
    static Steps events(Event... events) {
        return frames(List.of(events).stream().map(Frame::event).toArray(Frame[]::new));
    }

    static Steps frames(Frame... frames) {
        var steps = new ArrayList<Step>();
        steps.add(new Step.Head(200, Map.of("Content-Type", "application/vnd.amazon.eventstream")));
        for (Frame frame : frames) {
            steps.add(new Step.SendFrame(frame, FrameDamage.NONE));
        }
        steps.add(new Step.End());
        return new Steps(steps);
    }

    static Steps steps(Step... steps) {
        return new Steps(List.of(steps));
    }
}
