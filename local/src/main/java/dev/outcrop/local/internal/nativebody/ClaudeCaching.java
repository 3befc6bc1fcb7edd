package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;

import java.util.List;

/**
 * The rules for {@code cache_control}: at most four, of five minutes or an hour, and none of an
 * hour after one of five minutes, in the order tools, system, messages.
 */
final class ClaudeCaching {
    private static final int MOST = 4;

    private int count;
    private boolean shortSeen;

    private ClaudeCaching() {}

    static void check(Json.Obj body) {
        var caching = new ClaudeCaching();
        caching.blocks(body.array("tools"), "tools");
        caching.blocks(body.array("system"), "system");
        List<Json> messages = body.array("messages");
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Json.Obj message) {
                caching.blocks(message.array("content"), "messages." + i + ".content");
            }
        }
        if (body.get("cache_control") instanceof Json.Obj) {
            caching.count++;
        }
        if (caching.count > MOST) {
            throw refused(
                    "A maximum of 4 blocks with cache_control may be provided. Found "
                            + caching.count
                            + ".");
        }
    }

    private void blocks(List<Json> blocks, String place) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Json.Obj block
                    && block.get("cache_control") instanceof Json.Obj control) {
                count++;
                control(block, control, place + "." + i);
            }
        }
    }

    private void control(Json.Obj block, Json.Obj control, String place) {
        String tag = block.string("type") == null ? "custom" : block.string("type");
        String inside = place + "." + tag + ".cache_control";
        if (!"ephemeral".equals(control.string("type"))) {
            throw refused(inside + ".type: Input should be 'ephemeral'");
        }
        String ttl = control.string("ttl");
        if (!ClaudeErrors.isAbsent(control.get("ttl")) && !"5m".equals(ttl) && !"1h".equals(ttl)) {
            throw refused(inside + ".ephemeral.ttl: Input should be '5m' or '1h'");
        }
        boolean anHour = "1h".equals(ttl);
        if (anHour && shortSeen) {
            throw refused(
                    place
                            + ".cache_control.ttl: a ttl='1h' cache_control block must not come"
                            + " after a ttl='5m' cache_control block. Note that blocks are processed"
                            + " in the following order: `tools`, `system`, `messages`.");
        }
        shortSeen |= !anHour;
    }
}
