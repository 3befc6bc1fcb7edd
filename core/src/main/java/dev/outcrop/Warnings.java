package dev.outcrop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Says each thing once. Safe for any number of threads. */
final class Warnings {
    /** Ids may come from anywhere; who asks more models than this has been warned enough. */
    private static final int MOST = 10_000;

    /** Says nothing. */
    static final Warnings NONE = new Warnings(message -> {});

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Consumer<String> log;

    Warnings(Consumer<String> log) {
        this.log = log;
    }

    /** On the logger {@code dev.outcrop}, which is not loaded before there is something to say. */
    static Warnings logged() {
        return new Warnings(
                message ->
                        System.getLogger("dev.outcrop").log(System.Logger.Level.WARNING, message));
    }

    void once(String message) {
        if (said.size() < MOST && said.add(message)) {
            log.accept(message);
        }
    }
}
