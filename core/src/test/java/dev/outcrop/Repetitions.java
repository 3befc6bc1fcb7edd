package dev.outcrop;

/**
 * The size of tests that repeat the same thing: the full number, or a smaller one in the quick
 * build.
 */
public final class Repetitions {
    /** Maven passes {@code -Dquick} to the tests. */
    private static final boolean QUICK = System.getProperty("quick") != null;

    private Repetitions() {}

    /** Returns the first number in the full build, the second in the quick build. */
    public static int of(int full, int quick) {
        return QUICK ? quick : full;
    }
}
