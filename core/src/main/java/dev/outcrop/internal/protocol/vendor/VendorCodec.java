package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How the API of a vendor, or the native body of a model, spells a request and an answer. It knows
 * nothing of HTTP, of framing and of who carries it: InvokeModel, bedrock-mantle, or the vendor's
 * own server. Stateless, safe for any number of threads.
 *
 * <p>What cannot be read throws {@link dev.outcrop.json.JsonException}; the caller knows the call
 * and says it better.
 */
public interface VendorCodec {
    /**
     * The body of a request, whole, as the vendor's own server takes it: with {@code model} and
     * {@code stream} where that has them. Who carries it takes out what its own address says, and
     * puts in what only it wants.
     *
     * <p>The request is sendable already; {@code additionalModelRequestFields} are members of the
     * body, and stronger than what else it says.
     *
     * @param streaming whether the answer is to come in pieces
     * @throws dev.outcrop.error.ValidationException if the format cannot carry what is asked; it
     *     names what, and which protocol can
     */
    Json.Obj request(ConverseRequest request, boolean streaming);

    /**
     * Reads a whole answer. Its reason is in Converse's words, its usage in Converse's names; what
     * else the body said is in the ending's {@code more} as it came, the vendor's own word for the
     * reason and its own usage among it. Usage that the body does not say is left unknown: who
     * carries the answer may know it.
     */
    Turn turn(Json.Obj body);

    /**
     * The answer that {@link #turn} reads as that turn: of a whole answer, what came; of a stream,
     * what would have come.
     */
    Json.Obj response(Turn turn);

    /** Whether the format has a place for what this way of asking for data needs. */
    default boolean carries(Extraction.Via via) {
        return true;
    }

    /** A reader for one streamed answer. */
    Pieces pieces();

    /**
     * Reads the pieces of one streamed answer. What it gives is what ConverseStream gives: a start,
     * blocks by index, a stop with its reason, and at last the usage. Not safe for use by several
     * threads.
     */
    interface Pieces {
        /**
         * What the next piece says, in order.
         *
         * @param eventName what the framing calls the piece; null where it does not
         * @throws dev.outcrop.error.BedrockException if the piece says that the answer failed
         */
        List<StreamEvent> events(@Nullable String eventName, Json.Obj piece);

        /**
         * What is left to say once there are no more pieces. A reason is never made up: where none
         * came, the answer broke off.
         */
        List<StreamEvent> end();
    }
}
