package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Sends one HTTP request and returns the response as it arrives. Safe for any number of threads.
 */
public interface HttpClient extends AutoCloseable {
    /**
     * A request to send.
     *
     * @param uri absolute, with a percent-encoded path
     * @param headers by name; one value each
     * @param proxy the proxy; null for none
     * @param deadline the end of the whole call; takes precedence over that in {@code timeouts}
     * @param cancellation ends the exchange at once, in any phase
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
            return method + " " + uri; // headers and body may be secret
        }
    }

    /** The headers of a response; they can be read after it was closed. */
    @FunctionalInterface
    interface Headers {
        /** Passes the name and the value of each header, in the order of their arrival. */
        void each(BiConsumer<String, String> reader);
    }

    /** A response whose head has arrived. The caller closes it. */
    interface Exchange extends AutoCloseable {
        int status();

        /** Returns the first header of that name, ignoring case; null if there is none. */
        @Nullable String header(String name);

        /** Returns all headers. */
        Headers allHeaders();

        /** Returns the body; each read is limited by the call's timeouts. */
        InputStream body();

        /**
         * Releases the connection: it is reused if the body was read to its end, else closed at
         * once.
         */
        @Override
        void close();
    }

    /** Sends the request and waits for the response's head. */
    Exchange send(Call call) throws IOException;

    /**
     * Closes all connections within seconds after that object was garbage collected: nothing else
     * would close those of a client that the program has lost.
     */
    default void ownedBy(Object owner) {}

    /** Closes all connections, those in use included. */
    @Override
    void close();
}
