package dev.outcrop.local.internal.jobs;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes lines in another order, each not far from its place. For one thread. */
final class ShuffledLines {
    private static final int WAITING = 64;

    private final Writer out;
    private final RandomGenerator random;
    private final List<String> waiting = new ArrayList<>(WAITING);

    ShuffledLines(Writer out, RandomGenerator random) {
        this.out = out;
        this.random = random;
    }

    void add(String line) throws IOException {
        if (waiting.size() == WAITING) {
            writeOne();
        }
        waiting.add(line);
    }

    /** Writes those that wait. */
    void end() throws IOException {
        while (!waiting.isEmpty()) {
            writeOne();
        }
    }

    private void writeOne() throws IOException {
        int place = random.nextInt(waiting.size());
        String line = waiting.get(place);
        waiting.set(place, waiting.getLast());
        waiting.removeLast();
        out.write(line);
        out.write('\n');
    }
}
