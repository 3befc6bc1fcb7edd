package dev.outcrop.spark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The keys of rows in a journal: a hash of the prompt and the options, and the number of the row
 * among those of the partition with the same hash. So rows are found again also if a retried task
 * reads them in another order. For one thread.
 */
final class RowKeys {
    private final byte[] options;
    private final Map<String, Integer> seen = new HashMap<>();

    RowKeys(String options) {
        this.options = options.getBytes(StandardCharsets.UTF_8);
    }

    String next(String prompt) {
        MessageDigest sha = sha256();
        sha.update(options);
        sha.update((byte) 0);
        sha.update(prompt.getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), 12));
        int number = seen.merge(hash, 1, Integer::sum);
        return number == 1 ? hash : hash + "-" + number;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
