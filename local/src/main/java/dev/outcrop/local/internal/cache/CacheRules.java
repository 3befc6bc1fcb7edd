package dev.outcrop.local.internal.cache;

import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/** Rejects cache points that Bedrock rejects. */
final class CacheRules {
    private static final int MOST = 4;

    private CacheRules() {}

    static void check(List<CacheMark> points, CacheFamily family) {
        if (points.size() > MOST) {
            throw refused(
                    "A maximum of 4 blocks with cache_control may be provided. Found "
                            + points.size()
                            + ".");
        }
        boolean shortOneBefore = false;
        for (CacheMark point : points) {
            if (point.oneHour() && shortOneBefore) {
                throw refused(
                        point.where()
                                + ".cache_control.ttl: a ttl='1h' cache_control block must not come"
                                + " after a ttl='5m' cache_control block. Note that blocks are"
                                + " processed in the following order: `tools`, `system`,"
                                + " `messages`.");
            }
            shortOneBefore |= !point.oneHour();
            if (point.oneHour() && !family.oneHour()) {
                throw ServiceError.validation(
                        "This model doesn't support the ttl field. Remove ttl and try again.");
            }
            if (!family.tools() && point.where().startsWith("tools")) {
                throw refused(
                        "Malformed input request: #/toolConfig/tools: extraneous key [cachePoint]"
                                + " is not permitted, please reformat your input and try again.");
            }
        }
    }

    private static ServiceError refused(String why) {
        return ServiceError.validation("The model returned the following errors: " + why);
    }
}
