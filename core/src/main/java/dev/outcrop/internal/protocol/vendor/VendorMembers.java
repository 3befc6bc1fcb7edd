package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

/**
 * Members that only one vendor's format has, stored under its name: they are sent back in the same
 * format, and any other format omits them.
 *
 * @param name one of {@link VendorBlocks}'s
 */
public record VendorMembers(String name) {
    public static final VendorMembers ANTHROPIC = new VendorMembers(VendorBlocks.ANTHROPIC);
    public static final VendorMembers CHAT = new VendorMembers(VendorBlocks.OPENAI_CHAT);
    public static final VendorMembers RESPONSES = new VendorMembers(VendorBlocks.OPENAI_RESPONSES);

    /** Returns members of a block without a field in the types, as its {@code more}. */
    public Json.Obj kept(Json.Obj members) {
        return members.isEmpty() ? Json.EMPTY : Json.EMPTY.with(name, members);
    }

    /** Returns the members stored by {@link #kept}. */
    public Json.Obj of(Json.Obj more) {
        return more.object(name);
    }

    /**
     * Returns the members to write for a block's {@code more}: those stored, and those added by the
     * caller.
     */
    public Json.Obj written(Json.Obj more) {
        Json.Obj others = VendorBlocks.without(more);
        Json.Obj own = of(more);
        if (others.isEmpty()) {
            return own;
        }
        return new JsonFields().putAll(others).putAll(own).json();
    }

    /** Returns the kind of a block without a type. */
    public String kind(String type) {
        return name + "." + type;
    }

    /** Returns a block without a type, complete. */
    public Content.Unknown unknown(String type, Json.Obj block) {
        return new Content.Unknown(Json.EMPTY.with(kind(type), block));
    }

    /** Returns the block stored by {@link #unknown} under that type; null if it is another. */
    public Json.@Nullable Obj block(Content.Unknown unknown, String type) {
        return unknown.json().get(kind(type)) instanceof Json.Obj block ? block : null;
    }

    /**
     * Returns the block stored by {@link #unknown}, of any type; null if it is not of this format.
     */
    public Json.@Nullable Obj block(Content.Unknown unknown) {
        return unknown.name().startsWith(name + ".")
                        && unknown.json().get(unknown.name()) instanceof Json.Obj block
                ? block
                : null;
    }
}
