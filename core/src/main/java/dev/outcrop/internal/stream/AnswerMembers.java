package dev.outcrop.internal.stream;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Members of the chunks of a streamed answer outside of its blocks: the last value of each name.
 * Bounded like the answer. For one thread.
 */
public final class AnswerMembers {
    private final AnswerSizeLimit size;
    private final Map<String, Json> members = new LinkedHashMap<>();

    /**
     * @param size counts what is stored
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
     * @throws dev.outcrop.error.ProtocolException if the answer becomes too long
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
