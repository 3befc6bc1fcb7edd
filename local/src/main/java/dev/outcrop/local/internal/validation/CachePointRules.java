package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/**
 * The rules for cache points: at most four, and none of an hour after one of five minutes, in the
 * order tools, system, messages.
 */
final class CachePointRules {
    private static final int MOST = 4;

    private int count;
    private boolean shortSeen;

    private CachePointRules() {}

    static void check(Json.Obj body, List<Json> messages) {
        var rules = new CachePointRules();
        rules.blocks("tools", body.object("toolConfig").array("tools"));
        rules.blocks("system", body.array("system"));
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Json.Obj message) {
                rules.blocks("messages." + i + ".content", message.array("content"));
            }
        }
        if (rules.count > MOST) {
            throw refused(
                    "A maximum of 4 blocks with cache_control may be provided. Found "
                            + rules.count
                            + ".");
        }
    }

    private void blocks(String place, List<Json> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Json.Obj block
                    && block.get("cachePoint") instanceof Json.Obj point) {
                count++;
                boolean anHour = "1h".equals(point.string("ttl"));
                if (anHour && shortSeen) {
                    throw refused(
                            place
                                    + "."
                                    + i
                                    + ".cache_control.ttl: a ttl='1h' cache_control block must not"
                                    + " come after a ttl='5m' cache_control block. Note that blocks"
                                    + " are processed in the following order: `tools`, `system`,"
                                    + " `messages`.");
                }
                shortSeen |= !anHour;
            }
        }
    }

    private static ServiceError refused(String message) {
        return ServiceError.validation(ClaudeRules.OF_THE_MODEL + message);
    }
}
