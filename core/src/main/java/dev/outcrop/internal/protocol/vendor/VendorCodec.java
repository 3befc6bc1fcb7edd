package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Reads and writes the requests and answers of a vendor's API, or of a model's native format.
 * Independent of HTTP, framing and transport: InvokeModel, bedrock-mantle, or the vendor's own
 * server. Stateless, safe for any number of threads.
 *
 * <p>Invalid JSON throws {@link dev.outcrop.json.JsonException}; the caller adds the details of the
 * call.
 */
public interface VendorCodec {
    /**
     * Returns the complete body of a request, as for the vendor's own server: with {@code model}
     * and {@code stream} if its API has them. The transport removes the members that its own path
     * contains, and adds those that only it requires.
     *
     * <p>The request is repaired already; {@code additionalModelRequestFields} are members of the
     * body, and take precedence.
     *
     * @param streaming whether the answer is streamed
     * @throws dev.outcrop.error.ValidationException if the format does not support the request; it
     *     names what, and which protocol does
     */
    Json.Obj request(ConverseRequest request, boolean streaming);

    /**
     * Reads a whole answer. Its stop reason and usage have Converse's names; all other members of
     * the body are in the metadata's {@code more}, unchanged, including the vendor's own reason and
     * usage. Usage that is not in the body stays unknown: the transport may know it.
     */
    Turn turn(Json.Obj body);

    /**
     * Returns the answer that {@link #turn} reads as that turn: for a whole answer, the original;
     * for a stream, the answer without streaming.
     */
    Json.Obj response(Turn turn);

    /** Whether the format supports this extraction method. */
    default boolean carries(Extraction.Via via) {
        return true;
    }

    /** Returns a reader for one streamed answer. */
    Pieces pieces();

    /**
     * Reads the chunks of one streamed answer. It returns the same events as ConverseStream: a
     * start, blocks by index, a stop with its reason, and finally the usage. Not safe for use by
     * several threads.
     */
    interface Pieces {
        /**
         * Returns the events of the next chunk, in order.
         *
         * @param eventName the name of the chunk in the framing; null if it has none
         * @throws dev.outcrop.error.BedrockException if the chunk reports a failure
         */
        List<StreamEvent> events(@Nullable String eventName, Json.Obj piece);

        /**
         * Returns the remaining events after the last chunk. A stop reason is never invented:
         * without one, the answer is incomplete.
         */
        List<StreamEvent> end();
    }
}
