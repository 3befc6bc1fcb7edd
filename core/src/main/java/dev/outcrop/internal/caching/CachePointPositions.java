package dev.outcrop.internal.caching;

import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import java.util.List;

/**
 * The places of a request where a point can stand, numbered in the order in which Bedrock reads
 * them, and how much there is before each.
 */
final class CachePointPositions {
    static final int TOOLS = 0;
    static final int SYSTEM = 1;

    private final ConverseRequest request;

    CachePointPositions(ConverseRequest request) {
        this.request = request;
    }

    /** The end of a message. */
    static int message(int index) {
        return SYSTEM + 1 + index;
    }

    /** The message that ends there. */
    static int index(int place) {
        return place - SYSTEM - 1;
    }

    /** Whether there are about so many tokens before the place. Counts no further than it must. */
    boolean isReached(int place, int tokens) {
        long sum =
                request.toolConfig() == null
                        ? 0
                        : TokenEstimate.ofTools(request.toolConfig().tools());
        if (place >= SYSTEM) {
            sum += TokenEstimate.of(request.system());
        }
        List<Message> messages = request.messages();
        for (int i = 0; sum < tokens && message(i) <= place; i++) {
            sum += TokenEstimate.of(messages.get(i).content());
        }
        return sum >= tokens;
    }
}
