package dev.outcrop.local.internal.service;

import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.StreamCut;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Runs scripted steps. Safe for several threads, each with its own response. */
final class StepPlayer {
    private final Set<StallGate> waitedFor = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void play(List<Step> steps, String requestId, ResponseOutput out) throws IOException {
        if (steps.isEmpty() || !(steps.getFirst() instanceof Step.Head)) {
            out.head(200, withId(Map.of(), requestId));
        }
        goOn(steps, requestId, out);
    }

    /** Runs steps after a head may have been sent. */
    void goOn(List<Step> steps, String requestId, ResponseOutput out) throws IOException {
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i + 1 == steps.size() || steps.get(i + 1) instanceof Step.End;
            switch (steps.get(i)) {
                case Step.Head(int status, Map<String, String> headers) ->
                        out.head(status, withId(headers, requestId));
                case Step.SendFrame(Frame frame, FrameDamage damage) -> {
                    if (send(frame.encoded(damage), last, out)) {
                        cutAfterTheEnd(steps, out);
                        return;
                    }
                }
                case Step.SendBytes(Bytes bytes) -> {
                    if (send(bytes, last, out)) {
                        cutAfterTheEnd(steps, out);
                        return;
                    }
                }
                case Step.Dribble(Bytes bytes) -> {
                    for (byte one : bytes.toArray()) {
                        out.write(Bytes.of(one));
                    }
                }
                case Step.GoAway() -> out.goAway();
                case Step.Stall(StallGate gate) -> waitFor(gate);
                case Step.Abort(StreamCut cut) -> {
                    out.cut(cut);
                    return;
                }
                case Step.End() -> {
                    out.end(Bytes.NONE);
                    cutAfterTheEnd(steps, out);
                    return;
                }
            }
        }
        out.end(Bytes.NONE);
    }

    /** Lets every stalled answer continue, now and later. */
    void close() {
        closed = true;
        waitedFor.forEach(StallGate::open);
    }

    private static void cutAfterTheEnd(List<Step> steps, ResponseOutput out) throws IOException {
        int end = steps.indexOf(new Step.End());
        if (end >= 0
                && end + 1 < steps.size()
                && steps.get(end + 1) instanceof Step.Abort(StreamCut c)) {
            out.cut(c);
        }
    }

    private static boolean send(Bytes bytes, boolean last, ResponseOutput out) throws IOException {
        if (last) {
            out.end(bytes);
        } else {
            out.write(bytes);
        }
        return last;
    }

    private void waitFor(StallGate gate) throws IOException {
        waitedFor.add(gate);
        try {
            if (closed) {
                gate.open();
            }
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        } finally {
            waitedFor.remove(gate);
        }
    }

    private static Map<String, String> withId(Map<String, String> headers, String requestId) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putIfAbsent("x-amzn-RequestId", requestId);
        return all;
    }
}
