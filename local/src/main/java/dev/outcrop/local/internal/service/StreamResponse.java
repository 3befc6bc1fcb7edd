package dev.outcrop.local.internal.service;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.Padding;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/** Sends events to the client, each as a padded frame, at once. For one thread. */
final class StreamResponse implements Consumer<Event> {
    private final ResponseOutput out;
    private final Call call;
    private final StreamPace pace;
    private final Padding padding;
    private boolean begun;

    StreamResponse(ResponseOutput out, Call call, StreamPace pace, ServiceContext surroundings) {
        this.out = out;
        this.call = call;
        this.pace = pace;
        this.padding = new Padding(surroundings.random());
    }

    @Override
    public void accept(Event event) {
        try {
            if (event.type().equals("contentBlockDelta") || event.type().equals("chunk")) {
                pace.keep();
            }
            send(Frame.event(padding.padded(timed(event))));
        } catch (IOException e) {
            throw new ClientDisconnected(e);
        }
    }

    /** Sends an error: as the whole answer, or as the last frame if one was sent before. */
    void fail(ServiceError error) throws IOException {
        if (begun || (error.isInStream() && call.route().operation().isStreamed())) {
            send(error.frame());
            end();
        } else {
            JsonResponse.send(error, call.requestId(), out);
        }
    }

    void end() throws IOException {
        out.end(Bytes.NONE);
    }

    private void send(Frame frame) throws IOException {
        if (!begun) {
            begun = true;
            var headers = new LinkedHashMap<String, String>();
            headers.put("Content-Type", "application/vnd.amazon.eventstream");
            headers.put("x-amzn-RequestId", call.requestId());
            if (call.route().operation() == Operation.INVOKE_MODEL_STREAM) {
                headers.put("X-Amzn-Bedrock-Content-Type", "application/json");
            }
            out.head(200, headers);
        }
        out.write(frame.encoded());
    }

    private Event timed(Event event) {
        boolean untimed = event.type().equals("metadata") && event.payload().get("metrics") == null;
        return untimed
                ? new Event("metadata", event.payload().with("metrics", call.stopwatch().metrics()))
                : event;
    }
}
