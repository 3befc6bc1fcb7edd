package dev.outcrop.message;

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

    @Override
    public String toString() {
        return wire;
    }
}
