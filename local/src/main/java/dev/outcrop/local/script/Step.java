package dev.outcrop.local.script;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.StreamCut;

import java.util.Map;

/** One action on a response. A list of steps that neither ends nor aborts is ended. */
public sealed interface Step {
    /**
     * Sets status and headers; they are sent with the next bytes. Without this step, or without an
     * {@code x-amzn-RequestId}, the usual ones are sent.
     */
    record Head(int status, Map<String, String> headers) implements Step {
        public Head {
            headers = Map.copyOf(headers);
        }
    }

    record SendFrame(Frame frame, FrameDamage damage) implements Step {}

    record SendBytes(Bytes bytes) implements Step {}

    /** Sends each byte separately. */
    record Dribble(Bytes bytes) implements Step {}

    /**
     * HTTP/2: announces that the connection accepts no more requests; this one continues. On
     * HTTP/1.1 it does nothing.
     */
    record GoAway() implements Step {}

    /** Sends nothing until the gate opens. */
    record Stall(StallGate gate) implements Step {}

    /** Breaks off; what was sent before arrives. */
    record Abort(StreamCut cut) implements Step {}

    /**
     * Ends the response properly. Only an {@link Abort} can follow: the connection is cut once
     * everything is sent.
     */
    record End() implements Step {}
}
