package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;

/** Sends one HTTP request and gives the response as it arrives. Safe for any number of threads. */
public interface HttpClient extends AutoCloseable {
    /**
     * A request, ready to be sent.
     *
     * @param uri absolute, with a path that is percent-encoded already
     * @param headers by name; one value each
     * @param proxy what it is sent through, if not directly
     * @param deadline when the whole call must be over; stronger than what {@code timeouts} say of
     *     it
     * @param cancellation cancelling it ends the exchange at once, in whatever it is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and handed from hand to hand
    record Call(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            @Nullable HttpProxy proxy,
            Timeouts timeouts,
            Deadline deadline,
            Cancellation cancellation) {
        @Override
        public String toString() {
            return method + " " + uri; // headers may be secret, and so may the body
        }
    }

    /** A response whose head has arrived. Whoever has it closes it. */
    interface Exchange extends AutoCloseable {
        int status();

        /** The first header of that name, in any case; null if there is none. */
        @Nullable String header(String name);

        /** The body; each read waits at most as long as the call's timeouts say. */
        InputStream body();

        /**
         * Lets go of the connection: it is used again if the body was read to its end, else closed
         * at once.
         */
        @Override
        void close();
    }

    /** Sends the request and waits for the response's head. */
    Exchange send(Call call) throws IOException;

    /**
     * Closes all connections within seconds of that object being garbage collected: nothing else
     * would close those of a client that the program has lost.
     */
    default void ownedBy(Object owner) {}

    /** Closes all connections, those in use included. */
    @Override
    void close();
}
