package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.call.TokenReservation;
import dev.outcrop.internal.framing.SseEvent;
import dev.outcrop.internal.framing.SseReader;
import dev.outcrop.internal.protocol.ResponseBody;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The events of a vendor's API as server-sent events, with names or without. Events after {@code
 * [DONE]} are ignored.
 */
final class SseEvents implements EventSource {
    private static final String DONE = "[DONE]";

    private final ServiceResponse response;
    private final SseReader reader;
    private final VendorCodec.Pieces pieces;
    private final boolean endsWithDone;
    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>();
    private boolean done;
    private boolean ended;

    /**
     * @param endsWithDone whether {@code [DONE]} is required at the end
     */
    SseEvents(ServiceResponse response, VendorCodec.Pieces pieces, boolean endsWithDone) {
        this.response = response;
        this.reader = new SseReader(response.body(), SseReader.DEFAULT_MAX_EVENT);
        this.pieces = pieces;
        this.endsWithDone = endsWithDone;
    }

    @Override
    public @Nullable StreamEvent next() {
        try {
            while (ready.isEmpty() && !ended) {
                read();
            }
            return ready.poll();
        } catch (JsonException e) {
            throw ResponseBody.unreadable(e, response.details());
        } catch (BedrockException e) {
            throw response.remedied(e.with(e.details().within(response.details())));
        }
    }

    private void read() {
        SseEvent event;
        try {
            event = reader.next();
        } catch (IOException e) {
            ended = true;
            failed(response.failure(e));
            return;
        }
        if (event == null) {
            ended = true;
            ended();
        } else if (!done) {
            events(event).forEach(this::add);
        }
    }

    private List<StreamEvent> events(SseEvent event) {
        if (event.data().isBlank()) {
            return List.of();
        }
        if (isDone(event)) {
            done = true;
            return pieces.end();
        }
        if (Json.parse(event.data(), AnswerLimits.JSON) instanceof Json.Obj piece) {
            return pieces.events(event.name(), piece);
        }
        throw new JsonException("an event must be an object");
    }

    private static boolean isDone(SseEvent event) {
        return event.data().strip().equals(DONE);
    }

    /** The last event counts even without a blank line after it, if all of its data has arrived. */
    private void ended() {
        boolean clean = reader.endedCleanly();
        SseEvent rest = done ? null : reader.rest();
        if (rest != null && isWhole(rest)) {
            clean = true;
            events(rest).forEach(this::add);
        }
        if (clean && !done && !endsWithDone) {
            done = true;
            pieces.end().forEach(this::add);
        }
    }

    /** An answer is complete if its last event has arrived, even if the connection then failed. */
    private void failed(BedrockException failure) {
        SseEvent rest = done || failure instanceof CancelledException ? null : reader.rest();
        if (rest != null && isWhole(rest)) {
            events(rest).forEach(this::add);
        }
        if (ready.stream().noneMatch(event -> event instanceof StreamEvent.MessageStop)) {
            ready.clear();
            throw failure;
        }
    }

    private static boolean isWhole(SseEvent event) {
        try {
            return isDone(event) || Json.parse(event.data(), AnswerLimits.JSON) instanceof Json.Obj;
        } catch (JsonException e) {
            return false;
        }
    }

    private void add(StreamEvent event) {
        if (event instanceof StreamEvent.Metadata metadata) {
            response.used(TokenReservation.of(metadata.usage()));
        }
        ready.add(event);
    }

    @Override
    public void close() {
        response.close();
    }
}
