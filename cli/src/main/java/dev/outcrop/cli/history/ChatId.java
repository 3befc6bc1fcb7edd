package dev.outcrop.cli.history;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes ids that sort by time.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>
 */
public final class ChatId {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;
    private static final int BITS = 5;

    private ChatId() {}

    /** Returns a new id of 26 characters. */
    public static String next(InstantSource clock, RandomGenerator random) {
        var id = new StringBuilder();
        long millis = clock.millis();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            id.append(DIGITS.charAt((int) (millis >>> (i * BITS)) & 31));
        }
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
