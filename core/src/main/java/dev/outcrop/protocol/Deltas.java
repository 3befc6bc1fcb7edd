package dev.outcrop.protocol;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts pieces of an object together that no type knows: strings are continued, arrays are extended,
 * objects are joined member by member; of anything else the later piece counts.
 */
final class Deltas {
    private Deltas() {}

    static Json.Obj join(Json.Obj so, Json.Obj more) {
        if (so.isEmpty()) {
            return more;
        }
        Json.Obj joined = so;
        for (var member : more.members().entrySet()) {
            Json before = joined.get(member.getKey());
            joined =
                    joined.with(
                            member.getKey(),
                            before == null ? member.getValue() : join(before, member.getValue()));
        }
        return joined;
    }

    private static Json join(Json so, Json more) {
        if (so instanceof Json.Str(String a) && more instanceof Json.Str(String b)) {
            return Json.of(a + b);
        }
        if (so instanceof Json.Arr(List<Json> a) && more instanceof Json.Arr(List<Json> b)) {
            var both = new ArrayList<>(a);
            both.addAll(b);
            return new Json.Arr(both);
        }
        if (so instanceof Json.Obj a && more instanceof Json.Obj b) {
            return join(a, b);
        }
        return more;
    }
}
