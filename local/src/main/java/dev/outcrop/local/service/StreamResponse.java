package dev.outcrop.local.service;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.Outgoing;
import dev.outcrop.local.wire.Padding;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.function.Consumer;

/** Events on their way to the client, each a padded frame, sent at once. For one thread. */
final class StreamResponse implements Consumer<Event> {
    private final Outgoing out;
    private final String requestId;
    private final Stopwatch stopwatch;
    private final Surroundings surroundings;
    private final Padding padding;
    private boolean begun;
    private boolean spoken;

    StreamResponse(Outgoing out, String requestId, Stopwatch stopwatch, Surroundings surroundings) {
        this.out = out;
        this.requestId = requestId;
        this.stopwatch = stopwatch;
        this.surroundings = surroundings;
        this.padding = new Padding(surroundings.random());
    }

    @Override
    public void accept(Event event) {
        try {
            if (event.type().equals("contentBlockDelta")) {
                keepPace();
            }
            send(Frame.event(padding.padded(timed(event))));
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    /** An error: the whole answer, or where the client has seen an event, the last frame of it. */
    void fail(ServiceError error) throws IOException {
        if (begun) {
            send(error.frame());
            end();
        } else {
            JsonResponse.send(error, requestId, out);
        }
    }

    void end() throws IOException {
        out.end(Bytes.NONE);
    }

    private void send(Frame frame) throws IOException {
        if (!begun) {
            begun = true;
            out.head(
                    200,
                    Map.of(
                            "Content-Type",
                            "application/vnd.amazon.eventstream",
                            "x-amzn-RequestId",
                            requestId));
        }
        out.write(frame.encoded());
    }

    private void keepPace() throws IOException {
        if (spoken && !surroundings.pace().isZero()) {
            try {
                surroundings.sleeper().sleep(surroundings.pace());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException().initCause(e);
            }
        }
        spoken = true;
    }

    private Event timed(Event event) {
        boolean untimed = event.type().equals("metadata") && event.payload().get("metrics") == null;
        return untimed
                ? new Event("metadata", event.payload().with("metrics", stopwatch.metrics()))
                : event;
    }
}
