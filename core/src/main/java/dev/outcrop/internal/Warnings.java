package dev.outcrop.internal;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Says each thing once. Safe for any number of threads. */
public final class Warnings {
    /** Ids may come from anywhere; who asks more models than this has been warned enough. */
    private static final int MOST = 10_000;

    /** Says nothing. */
    public static final Warnings NONE = new Warnings(null);

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final @Nullable Consumer<String> log;

    public Warnings(@Nullable Consumer<String> log) {
        this.log = log;
    }

    /** On the logger {@code dev.outcrop}, which is not loaded before there is something to say. */
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
