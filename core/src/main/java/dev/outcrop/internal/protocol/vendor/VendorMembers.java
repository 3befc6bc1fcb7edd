package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

/**
 * What only one vendor's format can say, kept under a name of that format: it goes back to where it
 * came from, and any other format leaves it out.
 *
 * @param name one of {@link VendorBlocks}'s
 */
public record VendorMembers(String name) {
    public static final VendorMembers ANTHROPIC = new VendorMembers(VendorBlocks.ANTHROPIC);
    public static final VendorMembers CHAT = new VendorMembers(VendorBlocks.OPENAI_CHAT);
    public static final VendorMembers RESPONSES = new VendorMembers(VendorBlocks.OPENAI_RESPONSES);

    /** Members of a block that no type has a place for, as its {@code more}. */
    public Json.Obj kept(Json.Obj members) {
        return members.isEmpty() ? Json.EMPTY : Json.EMPTY.with(name, members);
    }

    /** What {@link #kept} kept. */
    public Json.Obj of(Json.Obj more) {
        return more.object(name);
    }

    /** What to write of a block's {@code more}: what was kept, and what the caller put beside. */
    public Json.Obj written(Json.Obj more) {
        Json.Obj others = VendorBlocks.without(more);
        Json.Obj own = of(more);
        if (others.isEmpty()) {
            return own;
        }
        return new JsonFields().putAll(others).putAll(own).json();
    }

    /** The kind of a block that no type can say. */
    public String kind(String type) {
        return name + "." + type;
    }

    /** A block that no type can say, whole. */
    public Content.Unknown unknown(String type, Json.Obj block) {
        return new Content.Unknown(Json.EMPTY.with(kind(type), block));
    }

    /** The block that {@link #unknown} kept under that type; null where it is another. */
    public Json.@Nullable Obj block(Content.Unknown unknown, String type) {
        return unknown.json().get(kind(type)) instanceof Json.Obj block ? block : null;
    }

    /**
     * The block that {@link #unknown} kept, of whatever type; null where it is not of this format.
     */
    public Json.@Nullable Obj block(Content.Unknown unknown) {
        return unknown.name().startsWith(name + ".")
                        && unknown.json().get(unknown.name()) instanceof Json.Obj block
                ? block
                : null;
    }
}
