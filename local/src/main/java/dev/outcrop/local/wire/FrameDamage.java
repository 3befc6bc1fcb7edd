package dev.outcrop.local.wire;

/** What may be wrong with a frame whose lengths are right. */
public enum FrameDamage {
    NONE,
    /** The checksum of the lengths. */
    PRELUDE_CRC,
    /** The checksum of the whole frame. */
    MESSAGE_CRC
}
