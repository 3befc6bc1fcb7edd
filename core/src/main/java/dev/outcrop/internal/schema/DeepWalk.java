package dev.outcrop.internal.schema;

import dev.outcrop.internal.LargeStack;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Walks deep JSON on a thread with a large stack. The JSON limits allow more levels than fit on a
 * small stack, and the caller's stack may already be deep.
 */
public final class DeepWalk {
    /** This many levels fit on any stack. */
    static final int SHALLOW = 32;

    private DeepWalk() {}

    /** Runs a walk over a value: on this thread, or on a separate one if the value is deep. */
    public static <T extends @Nullable Object> T walk(Json value, Supplier<T> walk) {
        return isDeep(value, SHALLOW) ? LargeStack.run(walk) : walk.get();
    }

    /** Runs a walk that follows a schema, which may be deep as well. */
    public static <T extends @Nullable Object> T walk(Json schema, Json value, Supplier<T> walk) {
        return isDeep(schema, SHALLOW) ? LargeStack.run(walk) : walk(value, walk);
    }

    /** Whether a value has more levels than that. */
    static boolean isDeep(Json value, int levels) {
        if (value instanceof Json.Obj object) {
            for (Json member : object.members().values()) {
                if (levels == 0 || isDeep(member, levels - 1)) {
                    return true;
                }
            }
        } else if (value instanceof Json.Arr array) {
            for (Json element : array.elements()) {
                if (levels == 0 || isDeep(element, levels - 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
