package dev.outcrop.local.wire;

import java.io.IOException;

/**
 * Answers whole requests in place of the service, or leaves them to it. Called by many virtual
 * threads at once: it may block.
 */
@FunctionalInterface
public interface RequestHandler {
    /**
     * Answers a request, or does nothing.
     *
     * @return false if nothing was sent and the service must answer
     * @throws IOException if the client has disconnected
     * @throws ServiceError to reject the request; nothing may have been sent before
     */
    boolean serve(IncomingRequest request, String requestId, ResponseOutput out) throws IOException;

    /**
     * Whether it signs requests with its own credentials. If the emulator checks credentials, such
     * a handler gets requests without the caller's: a key for the emulator is not forwarded.
     */
    default boolean signsRequests() {
        return false;
    }
}
