package dev.outcrop.internal.aws.signing;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SHA-256. One digest is kept for whoever needs it next: to find one among the JDK's providers
 * takes many steps, all of which are slow while a program is young. Safe for any number of threads.
 */
final class Sha256 {
    private final AtomicReference<@Nullable MessageDigest> spare = new AtomicReference<>();

    /** A digest that is as new, and the caller's alone until it is given back. */
    MessageDigest borrow() {
        MessageDigest kept = spare.getAndSet(null);
        return kept == null ? digest() : kept;
    }

    /**
     * @param digest as new again, so that it holds nothing of what was hashed
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
     * In lower-case hexadecimal digits.
     *
     * @param digest as new; it is so again afterwards
     */
    static String hex(MessageDigest digest, byte[] bytes) {
        return HexFormat.of().formatHex(digest.digest(bytes));
    }
}
