package dev.outcrop.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Usage;
import dev.outcrop.protocol.EventSource;
import dev.outcrop.protocol.Frames;
import dev.outcrop.protocol.ResponseBody;
import dev.outcrop.protocol.TokenNeed;
import dev.outcrop.protocol.dialect.Dialect;
import dev.outcrop.transport.EventFrame;
import dev.outcrop.transport.Response;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The events of InvokeModelWithResponseStream: each frame holds a piece of the model's own stream,
 * and the last one what Bedrock counted.
 */
final class InvokeEvents implements EventSource {
    private final Response response;
    private final Frames frames;
    private final Dialect.Pieces pieces;
    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>();
    private boolean counted;
    private boolean intervened;
    private boolean ended;

    InvokeEvents(Response response, Dialect.Pieces pieces) {
        this.response = response;
        this.frames = new Frames(response);
        this.pieces = pieces;
    }

    @Override
    public @Nullable StreamEvent next() {
        while (ready.isEmpty() && !ended) {
            List<StreamEvent> events = frames.next(this::events);
            if (events == null) {
                ended = true;
                events = pieces.end();
            }
            events.forEach(this::add);
        }
        return ready.poll();
    }

    private void add(StreamEvent event) {
        if (event instanceof StreamEvent.Metadata metadata && metadata.usage().known()) {
            counted = true;
            response.used(TokenNeed.of(metadata.usage()));
        }
        ready.add(
                intervened && event instanceof StreamEvent.MessageStop stop
                        ? new StreamEvent.MessageStop(
                                StopReason.GUARDRAIL_INTERVENED, stop.json())
                        : event);
    }

    private List<StreamEvent> events(EventFrame frame) {
        String type = frame.eventType();
        Json payload =
                Json.parse(
                        new String(
                                frame.buffer(),
                                frame.payloadOffset(),
                                frame.payloadLength(),
                                StandardCharsets.UTF_8),
                        ResponseBody.LIMITS);
        if (!"chunk".equals(type)) {
            return List.of(new StreamEvent.Unknown(String.valueOf(type), payload));
        }
        Json.Obj piece = piece(payload);
        intervened |= Measured.intervened(piece);
        var events = new ArrayList<>(pieces.events(null, piece.without(Measured.METRICS)));
        if (piece.get(Measured.METRICS) instanceof Json.Obj metrics) {
            StreamEvent measured = measured(metrics, events);
            if (measured != null) {
                events.add(measured);
            }
        }
        return events;
    }

    private static Json.Obj piece(Json payload) {
        String bytes = payload instanceof Json.Obj object ? object.string("bytes") : null;
        if (bytes == null) {
            throw new JsonException("a chunk must have bytes");
        }
        try {
            if (Json.parse(Base64.getDecoder().decode(bytes), ResponseBody.LIMITS)
                    instanceof Json.Obj piece) {
                return piece;
            }
        } catch (IllegalArgumentException e) {
            throw new JsonException("the bytes of a chunk are not base64");
        }
        throw new JsonException("the bytes of a chunk must be an object");
    }

    /** What the model's own stream counted is more than this: it knows its cache. */
    private @Nullable StreamEvent measured(Json.Obj metrics, List<StreamEvent> before) {
        boolean known =
                counted
                        || before.stream()
                                .anyMatch(
                                        event ->
                                                event instanceof StreamEvent.Metadata metadata
                                                        && metadata.usage().known());
        Json.Obj said = Json.EMPTY;
        Usage usage = Measured.usage(metrics);
        if (!known && usage.known()) {
            said = said.with("usage", usage.json());
        }
        Json latency = Measured.latencyOf(metrics);
        if (latency != null) {
            said = said.with("metrics", latency);
        }
        return said.isEmpty() ? null : new StreamEvent.Metadata(said);
    }

    @Override
    public void close() {
        frames.close();
    }
}
