package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/** Carries messages to one server and back. Safe for any number of threads. */
interface Transport extends AutoCloseable {
    /**
     * A request on its way.
     *
     * @param id unique among the requests of a client
     * @param headers more HTTP headers; other transports ignore them
     * @param quiet how long to wait without the response or progress; null for no limit
     * @param total how long to wait in all; null for no limit
     */
    record Sent(
            long id,
            String method,
            Json.Obj params,
            Map<String, String> headers,
            @Nullable Duration quiet,
            @Nullable Duration total) {
        Json.Obj message() {
            return JsonRpc.request(Json.of(id), method, params);
        }
    }

    /** Receives what a server sends besides responses. */
    interface Inbound {
        /**
         * Takes a notification or a request.
         *
         * @param answer sends the response of a request; may be called later, on any thread
         */
        void received(Json.Obj message, java.util.function.Consumer<Json.Obj> answer);

        /** Something that cannot be used was received. */
        void ignored(String what);
    }

    /**
     * Sends a request and waits for its response. If the wait ends without it, the server is told
     * that the request is cancelled.
     *
     * @return the response: a message with a result or an error
     * @throws McpException if there is none; says why
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    Json.Obj send(Sent request) throws InterruptedException;

    /** Sends a notification, which nothing answers. */
    void send(Json.Obj notification);

    /** Progress was made in a request, so that waiting for it starts anew. */
    void progressed(long id);

    /** Whether no request can succeed any more. */
    boolean isOver();

    @Override
    void close();
}
