package dev.outcrop.internal.protocol.converse;

import dev.outcrop.internal.json.Members;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

/**
 * Converse, ConverseStream and CountTokens as JSON: pure functions, safe for any number of threads.
 *
 * <p>Invalid JSON throws {@link JsonException}; the caller adds the details of the call.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">
 *     Converse</a>
 */
public final class Converse {
    private Converse() {}

    /** Returns the body of Converse and of ConverseStream, which are the same. */
    public static byte[] encode(ConverseRequest request) {
        return JsonWriter.wellFormedBytes(json -> new RequestWriter(json).request(request));
    }

    /** The body of Converse as a value, to which more can be added before it is written. */
    public static Json.Obj body(ConverseRequest request) {
        return (Json.Obj) JsonWriter.tree(json -> new RequestWriter(json).request(request));
    }

    /** Returns the body of CountTokens for the same conversation. */
    public static byte[] encodeCountTokens(ConverseRequest request) {
        return JsonWriter.wellFormedBytes(json -> new RequestWriter(json).countTokens(request));
    }

    /** Returns the body of CountTokens for a body of InvokeModel. */
    public static byte[] encodeCountTokens(Blob invokeModelBody) {
        return JsonWriter.bytes(json -> RequestWriter.countTokens(json, invokeModelBody));
    }

    /**
     * Reads the response of CountTokens.
     *
     * @return how many input tokens would be billed
     */
    public static long inputTokens(byte[] body) {
        long tokens =
                Json.parse(body) instanceof Json.Obj object
                        ? object.integer("inputTokens", -1)
                        : -1;
        if (tokens < 0) {
            throw new JsonException("a response of CountTokens must have inputTokens");
        }
        return tokens;
    }

    /** Reads a body written by {@link #encode} or another client. */
    public static ConverseRequest request(String modelId, Json.Obj body) {
        return RequestReader.request(modelId, body);
    }

    /** Reads the response of Converse. */
    public static Turn decode(byte[] body, Json.Limits limits) {
        if (Json.parse(body, limits) instanceof Json.Obj object) {
            return turn(object);
        }
        throw new JsonException("a response must be an object");
    }

    /** Reads the response of Converse. */
    public static Turn turn(Json.Obj response) {
        var members = new Members(response);
        Json.Obj output = response.object("output");
        Message message = members.object("output", Converse::output);
        String stopReason = members.string("stopReason");
        Usage usage = members.object("usage", json -> json.isEmpty() ? null : new Usage(json));
        if (message == null || stopReason == null) {
            throw new JsonException(
                    "a response must have an output with a message, and a stopReason");
        }
        return new Turn(
                message,
                new Turn.Metadata(
                        new StopReason(stopReason),
                        usage == null ? Usage.NONE : usage,
                        besideMessage(output, members.rest()),
                        null));
    }

    /**
     * Returns the response that {@link #turn} reads as that turn; for a stream, the response
     * without streaming.
     */
    public static Json.Obj response(Turn turn) {
        return (Json.Obj)
                JsonWriter.tree(
                        json -> {
                            json.object().name("output").object().name("message");
                            turn.message().writeTo(json);
                            Turn.Metadata metadata = turn.metadata();
                            if (metadata == null) {
                                json.endObject();
                            } else {
                                json.members(metadata.more().object("output")).endObject();
                                metadata(json, metadata);
                            }
                            json.endObject();
                        });
    }

    private static void metadata(JsonWriter json, Turn.Metadata metadata) {
        if (metadata.stopReason() != null) {
            json.member("stopReason", metadata.stopReason().wire());
        }
        if (metadata.usage().known()) {
            json.member("usage", metadata.usage().json());
        }
        json.members(metadata.more().without("output"));
    }

    /** Reads the payload of an event of ConverseStream. */
    public static StreamEvent event(String type, byte[] buffer, int offset, int length) {
        return EventReader.event(type, buffer, offset, length);
    }

    /**
     * Reads an event as {@link #event} does, but the payload of an unknown event may be anything.
     */
    public static StreamEvent anyEvent(String type, byte[] buffer, int offset, int length) {
        return EventReader.isKnown(type)
                ? EventReader.event(type, buffer, offset, length)
                : EventReader.unknown(type, buffer, offset, length);
    }

    /** Reads an event of no API, whose payload may be anything. */
    public static StreamEvent unknownEvent(String type, byte[] buffer, int offset, int length) {
        return EventReader.unknown(type, buffer, offset, length);
    }

    private static Message output(Json.Obj output) {
        Json message = output.get("message");
        if (message == null) {
            throw new JsonException("the output of a response must be a message");
        }
        return Message.fromJson(message);
    }

    /** Members that a later version of Bedrock may add beside the message. */
    private static Json.Obj besideMessage(Json.Obj output, Json.Obj rest) {
        Json.Obj more = output.without("message");
        return more.isEmpty() ? rest : rest.with("output", more);
    }
}
