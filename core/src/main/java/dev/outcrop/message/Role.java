package dev.outcrop.message;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Who speaks. A record over the wire's word, so that a role that is invented later is still a role.
 *
 * @param wire Bedrock's word
 */
public record Role(String wire) {
    public static final Role USER = new Role("user");
    public static final Role ASSISTANT = new Role("assistant");
    public static final Role SYSTEM = new Role("system");

    public Role {
        Objects.requireNonNull(wire, "wire");
    }

    /** By hand: each call compares some, and linking the record's own costs a cold start. */
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
