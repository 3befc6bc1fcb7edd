package dev.outcrop.it.faults;

import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * ConverseStream's events in the frames of InvokeModelWithResponseStream, as Nova's native stream
 * has them: in each frame a piece, in each piece an event by its name.
 */
final class InvokeFrames {
    private static final Set<String> EVENTS =
            Set.of(
                    "messageStart",
                    "contentBlockStart",
                    "contentBlockDelta",
                    "contentBlockStop",
                    "messageStop",
                    "metadata");

    private InvokeFrames() {}

    static Scripted.Steps of(Scripted.Steps converse) {
        return new Scripted.Steps(converse.steps().stream().map(InvokeFrames::step).toList());
    }

    private static Step step(Step step) {
        if (step instanceof Step.SendFrame sent) {
            return new Step.SendFrame(frame(sent.frame()), sent.damage());
        }
        return step instanceof Step.SendBytes sent
                ? new Step.SendBytes(Bytes.of(bytes(sent.bytes().toArray())))
                : step;
    }

    static Frame frame(Frame frame) {
        String type = frame.headers().get(":event-type");
        if (type == null || !EVENTS.contains(type)) {
            return frame;
        }
        String payload = new String(frame.payload().toArray(), StandardCharsets.UTF_8);
        byte[] piece = ("{\"" + type + "\":" + payload + "}").getBytes(StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<>(frame.headers());
        headers.put(":event-type", "chunk");
        String bytes = Base64.getEncoder().encodeToString(piece);
        return new Frame(headers, Bytes.of("{\"bytes\":\"" + bytes + "\"}"));
    }

    /** Bytes that are whole good frames, wherever they come; all others stay. */
    private static byte[] bytes(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        int at = 0;
        for (Frame frame : Answers.GOOD) {
            byte[] good = frame.encoded().toArray();
            if (ByteBuffer.wrap(bytes, at, bytes.length - at).remaining() < good.length
                    || !Arrays.equals(bytes, at, at + good.length, good, 0, good.length)) {
                break;
            }
            out.writeBytes(frame(frame).encoded().toArray());
            at += good.length;
        }
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }
}
