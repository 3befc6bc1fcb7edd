package dev.outcrop.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * All that is logged, at every level, while this is open. Of several that are open at once, each
 * has what all of them cause.
 */
public final class CapturedLog extends Handler implements AutoCloseable {
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Logger logger = Logger.getLogger("dev.outcrop");
    private final List<String> lines = new ArrayList<>();

    public CapturedLog() {
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
        synchronized (OPEN) {
            OPEN.incrementAndGet();
            logger.setLevel(Level.ALL);
        }
        logger.addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord line) {
        lines.add(getFormatter().format(line));
    }

    public synchronized String text() {
        return String.join("\n", lines);
    }

    /** The records so far, in order. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        synchronized (OPEN) {
            if (OPEN.decrementAndGet() == 0) {
                logger.setLevel(null);
            }
        }
    }
}
