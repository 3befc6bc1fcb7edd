package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;

/**
 * Merges one JSON value into another: objects are merged member by member, {@code null} removes a
 * member, any other value replaces the existing one. Without recursion, because the caller's stack
 * may be small.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
final class MergePatch {
    private final Json.Obj.Owned merged;
    private final Iterator<Map.Entry<String, Json>> left;
    private String name = "";

    private MergePatch(Json.Obj target, Json.Obj patch) {
        this.merged = new Json.Obj.Owned(target.members());
        this.left = patch.members().entrySet().iterator();
    }

    static Json.Obj apply(Json.Obj target, Json.Obj patch) {
        var open = new ArrayDeque<MergePatch>();
        MergePatch last = new MergePatch(target, patch);
        while (true) {
            if (last.left.hasNext()) {
                Json.Obj inside = last.next();
                if (inside != null) {
                    open.push(last);
                    last = last.into(inside);
                }
            } else {
                var whole = new Json.Obj(last.merged);
                if (open.isEmpty()) {
                    return whole;
                }
                last = open.pop();
                last.merged.put(last.name, whole);
            }
        }
    }

    /** Applies one member; returns it if it is an object, which must then be merged itself. */
    private Json.@Nullable Obj next() {
        Map.Entry<String, Json> member = left.next();
        name = member.getKey();
        if (member.getValue() instanceof Json.Obj object) {
            return object;
        }
        if (member.getValue() instanceof Json.Null) {
            merged.remove(name);
        } else {
            merged.put(name, member.getValue());
        }
        return null;
    }

    private MergePatch into(Json.Obj patch) {
        return new MergePatch(
                merged.get(name) instanceof Json.Obj there ? there : Json.EMPTY, patch);
    }
}
