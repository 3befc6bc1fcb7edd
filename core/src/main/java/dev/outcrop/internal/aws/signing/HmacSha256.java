package dev.outcrop.internal.aws.signing;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC with SHA-256 and one key. Replaces Java's own, which takes a thirtieth of a second to load.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class HmacSha256 {
    private static final int BLOCK = 64;

    private final byte[] inner;
    private final byte[] outer;

    /**
     * @param digest a reset SHA-256; it is reset again afterwards, here as in {@link #of}
     */
    HmacSha256(MessageDigest digest, byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
        inner = xored(block, 0x36);
        outer = xored(block, 0x5c);
    }

    private static byte[] xored(byte[] block, int pad) {
        var padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        return padded;
    }

    byte[] of(MessageDigest digest, byte[] message) {
        digest.update(inner);
        byte[] hash = digest.digest(message);
        digest.update(outer);
        return digest.digest(hash);
    }

    /** Shows nothing: the key is secret. */
    @Override
    public String toString() {
        return "HmacSha256[…]";
    }
}
