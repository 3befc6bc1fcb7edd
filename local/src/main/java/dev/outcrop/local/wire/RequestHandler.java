package dev.outcrop.local.wire;

import java.io.IOException;

/**
 * Answers whole requests in place of the service, or leaves them to it. Called by many threads at
 * once, each a virtual one: blocking is fine.
 */
@FunctionalInterface
public interface RequestHandler {
    /**
     * Answers a request, or does nothing.
     *
     * @return false if nothing was sent and the service is to answer
     * @throws IOException where the client is gone
     * @throws ServiceError to refuse; nothing may have been sent before
     */
    boolean serve(IncomingRequest request, String requestId, ResponseOutput out) throws IOException;

    /**
     * Whether it proves requests with credentials of its own. Where the local Bedrock checks
     * credentials, such a stand-in gets requests without the proof that they came with: a key for
     * the local Bedrock goes nowhere else.
     */
    default boolean signsRequests() {
        return false;
    }
}
