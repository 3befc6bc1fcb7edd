package dev.outcrop.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The author of a message. A record with Bedrock's name, so that roles added later are supported.
 *
 * @param wire Bedrock's name
 */
public record Role(@JsonValue String wire) {
    public static final Role USER = new Role("user");
    public static final Role ASSISTANT = new Role("assistant");
    public static final Role SYSTEM = new Role("system");

    @JsonCreator
    public Role {
        Objects.requireNonNull(wire, "wire");
    }

    /** Replaces the record's own: each call compares some, and linking that costs a cold start. */
    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Role other && wire.equals(other.wire);
    }

    @Override
    public int hashCode() {
        return wire.hashCode();
    }

    @Override
    public String toString() {
        return wire;
    }
}
