package dev.outcrop.it;

/** The size of tests that repeat the same thing: less of it where time is short. */
public final class Repetitions {
    /** Maven passes {@code -Dthorough} to the tests. */
    private static final boolean THOROUGH = System.getProperty("thorough") != null;

    private Repetitions() {}

    /** Returns the first number with {@code -Dthorough}, else the second. */
    public static int of(int thorough, int usual) {
        return THOROUGH ? thorough : usual;
    }
}
