package dev.outcrop.internal.aws.credentials.source;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Sends requests to the services that issue credentials. The transport layer implements it. */
@FunctionalInterface
public interface CredentialsHttp {
    /**
     * Sends one request and reads the whole response. Blocks; reacts to interruption.
     *
     * @throws java.net.ConnectException if there is no connection
     * @throws IOException if there is no response
     */
    Answer send(Ask ask) throws IOException;

    /**
     * A request.
     *
     * @param timeout for the connection, and again for the response
     * @param direct whether it stays on this machine or its link, so that no proxy may see it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ask(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            boolean direct) {
        @Override
        public String toString() {
            return method + " " + uri.getHost(); // the rest may be secret
        }
    }

    /**
     * A response.
     *
     * @param body of a size bounded by its reader
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body) {
        @Override
        public String toString() {
            return "HTTP " + status; // the body may be secret
        }
    }
}
