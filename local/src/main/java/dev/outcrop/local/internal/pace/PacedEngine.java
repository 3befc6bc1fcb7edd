package dev.outcrop.local.internal.pace;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.engine.Sleeper;
import dev.outcrop.local.engine.TokenCounter;
import dev.outcrop.local.wire.Event;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * An engine that delays the answers of another one. Each event has a due time, counted from the
 * question; a late event is not delayed further. A Converse answer takes as long as the stream
 * would. Safe for several threads.
 */
public final class PacedEngine implements Engine {
    /** The longest time to which others can be added without overflow. */
    private static final double LONGEST = Long.MAX_VALUE / 4.0;

    private final Engine engine;
    private final Function<String, Pacing> pacings;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    /**
     * Delays an engine's answers.
     *
     * @param nanoTime a monotonic clock
     */
    public PacedEngine(Engine engine, Pacing pacing, LongSupplier nanoTime, Sleeper sleeper) {
        this(engine, model -> pacing, nanoTime, sleeper);
    }

    /**
     * Delays an engine's answers by model.
     *
     * @param pacings the pacing of a model id
     * @param nanoTime a monotonic clock
     */
    public PacedEngine(
            Engine engine,
            Function<String, Pacing> pacings,
            LongSupplier nanoTime,
            Sleeper sleeper) {
        this.engine = engine;
        this.pacings = pacings;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    @Override
    public void answer(Question question, Consumer<Event> out) {
        Pacing pacing = pacings.apply(question.modelId());
        if (pacing.equals(Pacing.NONE)) {
            engine.answer(question, out);
            return;
        }
        var random = new Random(pacing.seed() ^ question.hashCode());
        engine.answer(question, new Clocked(out, pacing, random));
    }

    private final class Clocked implements Consumer<Event> {
        private final Consumer<Event> out;
        private final Pacing pacing;
        private final Random random;
        private long due = nanoTime.getAsLong();

        Clocked(Consumer<Event> out, Pacing pacing, Random random) {
            this.out = out;
            this.pacing = pacing;
            this.random = random;
        }

        @Override
        public void accept(Event event) {
            switch (event.type()) {
                case "messageStart" -> await(pacing.firstByte(), 1);
                case "contentBlockDelta" ->
                        await(pacing.perToken(), tokens(event.payload().object("delta")));
                default -> {
                    // Sent together with the one before.
                }
            }
            out.accept(event);
        }

        private void await(Duration each, int times) {
            double factor = 1 + pacing.jitter() * (2 * random.nextDouble() - 1);
            double nanos = TimeUnit.NANOSECONDS.convert(each) * factor * times;
            due += (long) Math.min(nanos, LONGEST);
            long wait = due - nanoTime.getAsLong();
            if (wait > 0) {
                sleeper.pause(Duration.ofNanos(wait));
            }
        }
    }

    private static int tokens(Json.Obj delta) {
        for (String text :
                new String[] {
                    delta.string("text"),
                    delta.object("toolUse").string("input"),
                    delta.object("reasoningContent").string("text")
                }) {
            if (text != null) {
                return Math.max(1, TokenCounter.count(text));
            }
        }
        return 1;
    }
}
