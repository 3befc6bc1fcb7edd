package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Model;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.wire.Event;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Row 123: 200 workers of one batch fall upon an account of 60 calls a minute, each of which takes
 * 20 seconds: a quota for 20 of them. All of it is counted by a fast clock, on which 11 minutes
 * take as many seconds or less.
 */
final class StormRow {
    private static final int WORKERS = 200;
    private static final int A_MINUTE = 60;
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration RECOVERED = Duration.ofMinutes(3);
    private static final Duration OVER = Duration.ofMinutes(11);

    private final FastClock clock;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger mostLater = new AtomicInteger();
    private final AtomicInteger later = new AtomicInteger();
    private final Map<String, Integer> answersOfWorkers = new ConcurrentHashMap<>();

    private StormRow(FastClock clock) {
        this.clock = clock;
    }

    static List<Row> rows() {
        return List.of(
                new Row(
                        123,
                        "200 workers, a quota for 20 → used, shared",
                        trial -> {
                            try (var clock = new FastClock()) {
                                new StormRow(clock).check(trial);
                            }
                        }));
    }

    private void check(Trial trial) {
        trial.limits(RateLimits.NONE.withAdaptive(true))
                .retries(
                        // 100 milliseconds are 10 seconds of the clock.
                        new Retries(
                                5,
                                Duration.ofMinutes(1),
                                Duration.ofMillis(1),
                                Duration.ofMillis(100),
                                Duration.ofMillis(1_200),
                                false))
                .local(
                        LocalBedrock.builder()
                                .engine(slow())
                                .quotas(Quotas.NONE.withRequestsPerMinute(A_MINUTE))
                                .clock(clock)
                                .start());
        Model model = trial.bedrock().model(Trial.MODEL);
        List<Integer> plenty = IntStream.range(0, 20_000).boxed().toList();

        List<BatchResult<String>> outcomes =
                Batch.DEFAULT.withMaxActive(WORKERS).run(plenty, i -> ask(model));

        long throttled = outcomes.stream().filter(outcome -> !outcome.isDone()).count();
        double used = (double) later.get() / (A_MINUTE * OVER.minus(RECOVERED).toMinutes());
        int least = answersOfWorkers.values().stream().mapToInt(i -> i).min().orElse(0);
        System.out.printf(
                "throttle storm: %d at once, then at most %d; %.0f %% of the quota used after the"
                        + " recovery; each worker got %d answers or more; %d calls given up%n",
                most.get(), mostLater.get(), used * 100, least, throttled);
        assertThat(outcomes)
                .allSatisfy(
                        outcome -> {
                            if (outcome instanceof BatchResult.Failed<String>(RuntimeException e)) {
                                assertThat(e).isInstanceOf(ThrottledException.class);
                            }
                        });
        assertThat(trial.heard().retrying).as("calls tried again").hasPositiveValue();
        assertThat(most).as("at once, in the storm").hasValueGreaterThan(A_MINUTE - 1);
        assertThat(mostLater).as("at once, later").hasValueLessThan(WORKERS / 2);
        assertThat(used).as("share of the quota").isGreaterThanOrEqualTo(0.8);
        assertThat(answersOfWorkers).hasSize(WORKERS);
        assertThat(trial.bedrock().liveCalls()).isZero();
    }

    private String ask(Model model) {
        if (clock.passed().compareTo(OVER) >= 0) {
            return "";
        }
        String text = model.invoke("Go on.").text();
        Duration passed = clock.passed();
        answersOfWorkers.merge(Thread.currentThread().getName(), 1, Integer::sum);
        if (passed.compareTo(RECOVERED) >= 0 && passed.compareTo(OVER) < 0) {
            later.incrementAndGet();
        }
        return text;
    }

    private Engine slow() {
        return (question, out) -> {
            int now = inProgress.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            if (clock.passed().compareTo(RECOVERED) >= 0) {
                mostLater.accumulateAndGet(now, Math::max);
            }
            clock.await(ANSWER);
            inProgress.decrementAndGet();
            out.accept(Event.messageStart());
            out.accept(Event.textDelta(0, "Done."));
            out.accept(Event.blockStop(0));
            out.accept(Event.messageStop("end_turn"));
            out.accept(Event.metadata(1, 2));
        };
    }
}
