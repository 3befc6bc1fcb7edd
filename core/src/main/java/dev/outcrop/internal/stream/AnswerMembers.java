package dev.outcrop.internal.stream;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Members that the pieces of a streamed answer say beside its blocks: of each name the last value.
 * Bounded as the answer is. For one thread.
 */
public final class AnswerMembers {
    private final AnswerSizeLimit size;
    private final Map<String, Json> members = new LinkedHashMap<>();

    /**
     * @param size counts what is kept
     */
    public AnswerMembers(AnswerSizeLimit size) {
        this.size = size;
    }

    public @Nullable Json get(String name) {
        return members.get(name);
    }

    /**
     * Sets a member.
     *
     * @throws dev.outcrop.error.ProtocolException if the answer is too long now
     */
    public void put(String name, Json value) {
        Json before = members.put(name, value);
        if (before == null) {
            size.keepName(name);
            size.keep(value);
        } else {
            size.replace(before, value);
        }
    }

    public void putAll(Json.Obj object) {
        object.members().forEach(this::put);
    }

    public Json.Obj json() {
        return members.isEmpty() ? Json.EMPTY : new Json.Obj(members);
    }
}
