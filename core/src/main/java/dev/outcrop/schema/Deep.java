package dev.outcrop.schema;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Walks deep values on a thread with a large stack. The JSON limits allow more levels than fit on a
 * small stack, and the caller's stack may already be deep.
 */
final class Deep {
    /** This many levels fit on any stack. */
    static final int SHALLOW = 32;

    /** Reserved, not used: a level takes up to two kilobytes. */
    private static final long STACK = 64L << 20;

    private Deep() {}

    /** Runs a walk over a value: on this thread, or on a separate one if the value is deep. */
    static <T extends @Nullable Object> T walk(Json value, Supplier<T> walk) {
        return isDeep(value, SHALLOW) ? onLargeStack(walk) : walk.get();
    }

    /** Runs a walk that follows a schema, which may be deep as well. */
    static <T extends @Nullable Object> T walk(Json schema, Json value, Supplier<T> walk) {
        return isDeep(schema, SHALLOW) ? onLargeStack(walk) : walk(value, walk);
    }

    /** Whether a value has more levels than that. */
    static boolean isDeep(Json value, int levels) {
        if (value instanceof Json.Obj object) {
            for (Json member : object.members().values()) {
                if (levels == 0 || isDeep(member, levels - 1)) {
                    return true;
                }
            }
        } else if (value instanceof Json.Arr array) {
            for (Json element : array.elements()) {
                if (levels == 0 || isDeep(element, levels - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Runs a walk on a thread with a large stack, and waits for it. */
    static <T extends @Nullable Object> T onLargeStack(Supplier<T> walk) {
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
                Deep.<RuntimeException>throwSame(thrown);
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
