package dev.outcrop.internal;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Logs each warning once. Safe for any number of threads. */
public final class Warnings {
    /** Stops remembering after this many messages: ids may come from untrusted input. */
    private static final int MOST = 10_000;

    /** Logs nothing. */
    public static final Warnings NONE = new Warnings(null);

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final @Nullable Consumer<String> log;

    public Warnings(@Nullable Consumer<String> log) {
        this.log = log;
    }

    /**
     * Returns warnings on the logger {@code dev.outcrop}, which is loaded with the first warning.
     */
    public static Warnings logged() {
        return new Warnings(new Logged());
    }

    public void once(String message) {
        if (log != null && said.size() < MOST && said.add(message)) {
            log.accept(message);
        }
    }

    /** No lambda: it is made at every start, where one costs half a millisecond to link. */
    private static final class Logged implements Consumer<String> {
        @Override
        public void accept(String message) {
            System.getLogger("dev.outcrop").log(System.Logger.Level.WARNING, message);
        }
    }
}
