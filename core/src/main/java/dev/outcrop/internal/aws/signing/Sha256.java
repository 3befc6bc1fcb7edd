package dev.outcrop.internal.aws.signing;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SHA-256. One digest is kept for reuse: finding one among the JDK's providers takes many steps,
 * which are slow while a program is starting. Safe for any number of threads.
 */
final class Sha256 {
    private final AtomicReference<@Nullable MessageDigest> spare = new AtomicReference<>();

    /** Returns a reset digest for exclusive use, until it is given back. */
    MessageDigest borrow() {
        MessageDigest kept = spare.getAndSet(null);
        return kept == null ? digest() : kept;
    }

    /**
     * @param digest reset, so that it contains nothing of the hashed data
     */
    void giveBack(MessageDigest digest) {
        spare.set(digest);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Returns the hash in lower-case hexadecimal digits.
     *
     * @param digest reset; it is reset again afterwards
     */
    static String hex(MessageDigest digest, byte[] bytes) {
        return HexFormat.of().formatHex(digest.digest(bytes));
    }
}
