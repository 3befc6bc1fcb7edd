package dev.outcrop.cli.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of record ids in 24 bytes each: the first 128 bits of their SHA-256, and a number. For one
 * thread.
 */
final class RecordIds {
    private static final int WORDS = 3;

    private long[] table = new long[1024 * WORDS];
    private int size;

    private final MessageDigest digest = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }

    private ByteBuffer hash(String id) {
        return ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Adds an id, and its number.
     *
     * @return false if it is in the set; then nothing changes
     */
    boolean add(String id, long number) {
        if ((size + 1L) * WORDS * 4 / 3 > table.length) {
            grow();
        }
        ByteBuffer hash = hash(id);
        boolean added = put(table, hash.getLong() | 1, hash.getLong(), number); // 0 means empty
        size += added ? 1 : 0;
        return added;
    }

    /** Returns the number of an id; -1 if it is not in the set. */
    long number(String id) {
        ByteBuffer hash = hash(id);
        int slot = slot(table, hash.getLong() | 1, hash.getLong());
        return table[slot] == 0 ? -1 : table[slot + 2];
    }

    int size() {
        return size;
    }

    private void grow() {
        var larger = new long[table.length * 2];
        for (int i = 0; i < table.length; i += WORDS) {
            if (table[i] != 0) {
                put(larger, table[i], table[i + 1], table[i + 2]);
            }
        }
        table = larger;
    }

    private static boolean put(long[] table, long first, long second, long number) {
        int slot = slot(table, first, second);
        if (table[slot] != 0) {
            return false;
        }
        table[slot] = first;
        table[slot + 1] = second;
        table[slot + 2] = number;
        return true;
    }

    private static int slot(long[] table, long first, long second) {
        int slots = table.length / WORDS;
        int slot = (int) Long.remainderUnsigned(second, slots);
        while (table[slot * WORDS] != 0
                && (table[slot * WORDS] != first || table[slot * WORDS + 1] != second)) {
            slot = (slot + 1) % slots;
        }
        return slot * WORDS;
    }
}
