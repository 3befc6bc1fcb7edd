package dev.outcrop.internal.model.listing;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Logs which model is used by default, once, for debugging. Safe for any number of threads. */
public final class DefaultModel {
    /** A process that creates many clients logs it once. */
    public static final DefaultModel OF_PROCESS = new DefaultModel(new Logged());

    private final AtomicBoolean logged = new AtomicBoolean();
    private final Consumer<String> log;

    public DefaultModel(Consumer<String> log) {
        this.log = log;
    }

    /** Returns the id of the default model. */
    public String used() {
        if (!logged.get() && logged.compareAndSet(false, true)) {
            log.accept("Using model \"" + ModelIds.DEFAULT + "\".");
        }
        return ModelIds.DEFAULT;
    }

    private static final class Logged implements Consumer<String> {
        @Override
        public void accept(String message) {
            System.getLogger("dev.outcrop.Bedrock").log(System.Logger.Level.DEBUG, message);
        }
    }
}
