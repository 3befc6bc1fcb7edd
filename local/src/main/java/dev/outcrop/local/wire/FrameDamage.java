package dev.outcrop.local.wire;

/** Kinds of damage to a frame whose lengths are correct. */
public enum FrameDamage {
    NONE,
    /** A wrong checksum of the lengths. */
    PRELUDE_CRC,
    /** A wrong checksum of the whole frame. */
    MESSAGE_CRC
}
