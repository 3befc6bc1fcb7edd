package dev.outcrop.local.script;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.StreamCut;

import java.util.Map;

/** One thing done with a response. A list of steps that neither ends nor aborts is ended. */
public sealed interface Step {
    /**
     * Status and headers; they travel with what is sent next. Without it, or without an {@code
     * x-amzn-RequestId}, there is the usual one.
     */
    record Head(int status, Map<String, String> headers) implements Step {
        public Head {
            headers = Map.copyOf(headers);
        }
    }

    record SendFrame(Frame frame, FrameDamage damage) implements Step {}

    record SendBytes(Bytes bytes) implements Step {}

    /** Sends each byte by itself. */
    record Dribble(Bytes bytes) implements Step {}

    /**
     * HTTP/2: says that the connection takes no more requests; this one goes on. On HTTP/1.1
     * nothing happens.
     */
    record GoAway() implements Step {}

    /** Sends nothing until the gate opens. */
    record Stall(StallGate gate) implements Step {}

    /** Breaks off; what was sent before arrives. */
    record Abort(StreamCut cut) implements Step {}

    /** Ends in order. Only an {@link Abort} can follow: the connection is cut once all is sent. */
    record End() implements Step {}
}
