package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.call.TokenReservation;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.protocol.Frames;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.stream.AnswerMembers;
import dev.outcrop.internal.stream.AnswerSizeLimit;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonReader;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The events of InvokeModelWithResponseStream: each frame contains a chunk of the model's own
 * stream, and the last one Bedrock's counts.
 */
final class InvokeEvents implements EventSource {
    private final ServiceResponse response;
    private final Frames frames;
    private final VendorCodec.Pieces pieces;
    private final ArrayDeque<StreamEvent> ready = new ArrayDeque<>();

    /** Members of Bedrock's guardrail beside the chunks: the last value of each. */
    private final AnswerMembers guardrail = new AnswerMembers(new AnswerSizeLimit());

    private int chunks;
    private boolean counted;
    private boolean stopped;
    private boolean lastWord;
    private boolean ended;

    InvokeEvents(ServiceResponse response, VendorCodec.Pieces pieces) {
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
                end();
            } else {
                events.forEach(this::add);
            }
        }
        return ready.poll();
    }

    private void add(StreamEvent event) {
        StreamEvent given = event;
        if (event instanceof StreamEvent.Metadata metadata && metadata.usage().known()) {
            counted = true;
            response.used(TokenReservation.of(metadata.usage()));
        } else if (event instanceof StreamEvent.MessageStop stop) {
            stopped = true;
            given =
                    intervened()
                            ? new StreamEvent.MessageStop(
                                    StopReason.GUARDRAIL_INTERVENED, stop.json())
                            : stop;
        }
        ready.add(given);
    }

    /**
     * If a guardrail blocks a call, only its own text arrives, in a chunk without the model's stop
     * reason.
     */
    private void end() {
        pieces.end().forEach(this::add);
        if (!stopped && lastWord) {
            add(new StreamEvent.MessageStop(StopReason.GUARDRAIL_INTERVENED, Json.EMPTY));
        }
        guardrail
                .json()
                .members()
                .forEach((name, said) -> ready.add(new StreamEvent.Unknown(name, said)));
    }

    private boolean intervened() {
        return InvocationMetrics.intervened(guardrail.json());
    }

    private List<StreamEvent> events(EventFrame frame) {
        String type = frame.eventType();
        if (!"chunk".equals(type)) {
            return List.of(
                    Converse.unknownEvent(
                            String.valueOf(type),
                            frame.buffer(),
                            frame.payloadOffset(),
                            frame.payloadLength()));
        }
        Json.Obj whole = piece(frame);
        Json.Obj piece = heard(whole);
        chunks++;
        Json metrics = whole.get(InvocationMetrics.METRICS);
        lastWord =
                InvocationMetrics.intervened(whole)
                        && (chunks == 1
                                || metrics != null
                                || whole.get(InvocationMetrics.TRACE) != null);
        var events = new ArrayList<>(pieces.events(null, piece));
        StreamEvent measured = metrics instanceof Json.Obj m ? measured(m, events) : null;
        if (measured != null) {
            events.add(measured);
        }
        return events;
    }

    /** Returns the chunk without Bedrock's members. */
    private Json.Obj heard(Json.Obj piece) {
        Json.Obj own = piece;
        for (var member : piece.members().entrySet()) {
            if (member.getKey().startsWith(InvocationMetrics.BESIDE)) {
                own = own.without(member.getKey());
                if (!member.getKey().equals(InvocationMetrics.METRICS)) {
                    guardrail.put(member.getKey(), member.getValue());
                }
            }
        }
        return own;
    }

    private static JsonReader reader(EventFrame frame) {
        return JsonReader.of(
                frame.buffer(), frame.payloadOffset(), frame.payloadLength(), AnswerLimits.JSON);
    }

    /** The content of a chunk; its padding, which is as large, is ignored. */
    private static Json.Obj piece(EventFrame frame) {
        String bytes = null;
        if (frame.payloadLength() > 0) {
            JsonReader reader = reader(frame);
            reader.object();
            for (String name; (name = reader.name()) != null; ) {
                if (name.equals("bytes")) {
                    bytes = reader.string();
                } else {
                    reader.skip();
                }
            }
            reader.end();
        }
        if (bytes == null) {
            throw new JsonException("a chunk must have bytes");
        }
        try {
            if (Json.parse(Base64.getDecoder().decode(bytes), AnswerLimits.JSON)
                    instanceof Json.Obj piece) {
                return piece;
            }
        } catch (IllegalArgumentException e) {
            throw new JsonException("the bytes of a chunk are not base64");
        }
        throw new JsonException("the bytes of a chunk must be an object");
    }

    /** The counts in the model's own stream are more detailed: they include its cache. */
    private @Nullable StreamEvent measured(Json.Obj metrics, List<StreamEvent> before) {
        boolean known =
                counted
                        || before.stream()
                                .anyMatch(
                                        event ->
                                                event instanceof StreamEvent.Metadata metadata
                                                        && metadata.usage().known());
        Json.Obj said = Json.EMPTY;
        Usage usage = InvocationMetrics.usage(metrics);
        if (!known && usage.known()) {
            said = said.with("usage", usage.json());
        }
        Json latency = InvocationMetrics.latencyOf(metrics);
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
