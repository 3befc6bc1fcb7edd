package dev.outcrop.local.internal.nativebody;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/** The errors of Anthropic's request validation. */
final class ClaudeErrors {
    private ClaudeErrors() {}

    static ServiceError refused(String message) {
        return ServiceError.validation(message);
    }

    /** Rejects members that are not known. */
    static void onlyKnown(Json.Obj object, String place, Collection<String> known) {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw refused(inside(place, name) + ": Extra inputs are not permitted");
            }
        }
    }

    static void required(Json.Obj object, String place, String name) {
        if (isAbsent(object.get(name))) {
            throw refused(inside(place, name) + ": Field required");
        }
    }

    /** Returns the path of a member. */
    static String inside(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    static boolean isAbsent(@Nullable Json value) {
        return value == null || value instanceof Json.Null;
    }
}
