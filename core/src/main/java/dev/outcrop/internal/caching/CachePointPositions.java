package dev.outcrop.internal.caching;

import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import java.util.List;

/**
 * The positions of a request where a cache point may be, numbered in the order in which Bedrock
 * reads them, and the number of tokens before each.
 */
final class CachePointPositions {
    static final int TOOLS = 0;
    static final int SYSTEM = 1;

    private final ConverseRequest request;

    CachePointPositions(ConverseRequest request) {
        this.request = request;
    }

    /** Returns the position at the end of a message. */
    static int message(int index) {
        return SYSTEM + 1 + index;
    }

    /** Returns the message that ends at a position. */
    static int index(int place) {
        return place - SYSTEM - 1;
    }

    /**
     * Whether there are about this many tokens before the position. Counts only as far as
     * necessary.
     */
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
