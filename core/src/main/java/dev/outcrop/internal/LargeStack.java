package dev.outcrop.internal;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Runs recursive code on a thread with a large stack. */
public final class LargeStack {
    /** Reserved, not used: a level takes up to two kilobytes. */
    private static final long STACK = 64L << 20;

    private LargeStack() {}

    /** Runs a walk on a thread with a large stack, and waits for it. */
    public static <T extends @Nullable Object> T run(Supplier<T> walk) {
        var outcome = new Outcome<T>(walk);
        Thread thread = new Thread(null, outcome, "outcrop-deep", STACK);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt(); // a constructor may wait
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome.value();
    }

    /** The value returned or thrown by a walk. */
    private static final class Outcome<T extends @Nullable Object> implements Runnable {
        private final Supplier<T> walk;
        private @Nullable T value;
        private @Nullable Throwable thrown;

        Outcome(Supplier<T> walk) {
            this.walk = walk;
        }

        @Override
        public void run() {
            try {
                value = walk.get();
            } catch (Throwable e) {
                thrown = e;
            }
        }

        @SuppressWarnings("NullAway") // null only where the type says so
        T value() {
            if (thrown != null) {
                LargeStack.<RuntimeException>throwSame(thrown);
            }
            return value;
        }
    }

    /** Rethrows an undeclared exception of a walk unchanged. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwSame(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
