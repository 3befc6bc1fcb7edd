package dev.outcrop.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class ExecutorLimitsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final AtomicLong now = new AtomicLong();

    @Test
    void tasksOfAnExecutorShareItsCalls() {
        var limits = limits(AnswerOptions.DEFAULT.withMaxActive(4), 1, job -> 0);
        ExecutorLimits.Task first = limits.task();

        assertThat(begun(first, 10)).isEqualTo(4);

        ExecutorLimits.Task second = limits.task();
        assertThat(begun(second, 10)).isEqualTo(2);
        first.ended(0, 0);
        assertThat(begun(first, 10)).as("more than its part").isZero();
        second.close();
        assertThat(begun(first, 10)).isEqualTo(1);
    }

    @Test
    void theLimitIsThatOfAllExecutorsAndTheIdleOnesLeaveTheirPart() {
        var active = new ActiveExecutors(now::get);
        AnswerOptions options =
                AnswerOptions.DEFAULT.withRequestsPerMinute(600).withMaxActive(1_000);
        List<ExecutorLimits.Task> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "executor " + i;
            tasks.add(limits(options, 0, job -> active.report(job, name)).task());
        }

        minute(tasks); // the parts settle
        assertThat(minute(tasks)).isBetween(500, 600);
        assertThat(minute(tasks.subList(0, 1))).as("three ended").isGreaterThan(400);
        assertThat(minute(tasks.subList(0, 1))).isBetween(500, 600);
    }

    @Test
    void eachOfTheExecutorsHasTheSamePart() {
        var active = new ActiveExecutors(now::get);
        AnswerOptions options =
                AnswerOptions.DEFAULT.withRequestsPerMinute(600).withMaxActive(1_000);
        ExecutorLimits.Task first = limits(options, 0, job -> active.report(job, "first")).task();
        ExecutorLimits.Task second = limits(options, 0, job -> active.report(job, "second")).task();
        minute(List.of(first, second));

        int ofFirst = 0;
        int ofSecond = 0;
        for (int i = 0; i < 600; i++) {
            now.addAndGet(SECOND / 10);
            ofFirst += begun(first, 1_000);
            ofSecond += begun(second, 1_000);
        }

        assertThat(ofFirst).isBetween(250, 300);
        assertThat(ofSecond).isBetween(250, 300);
    }

    @Test
    void nothingIsAskedBeforeTheDriverHasTold() {
        var told = new AtomicLong();
        AnswerOptions options = AnswerOptions.DEFAULT.withRequestsPerMinute(600);
        ExecutorLimits.Task task = limits(options, 0, job -> (int) told.get()).task();
        now.addAndGet(60 * SECOND);
        assertThat(begun(task, 10)).isZero();

        told.set(1);
        now.addAndGet(60 * SECOND);
        begun(task, 10);
        now.addAndGet(SECOND);
        assertThat(begun(task, 10)).isPositive();
    }

    @Test
    void tokensAreReservedByTheAverageAndSettled() {
        AnswerOptions options =
                AnswerOptions.DEFAULT.withTokensPerMinute(60_000).withMaxActive(1_000);
        var limits = limits(options, 1, job -> 0);
        ExecutorLimits.Task task = limits.task();
        long used = 0;
        for (int i = 0; i < 6_000; i++) {
            now.addAndGet(SECOND / 50); // two minutes in all
            for (double held = task.tryBegin(); held >= 0; held = task.tryBegin()) {
                task.ended(held, 200);
                used += 200;
            }
        }

        assertThat(used).isBetween(100_000L, 121_000L);
    }

    private ExecutorLimits limits(
            AnswerOptions options, int executors, java.util.function.ToIntFunction<String> plugin) {
        return new ExecutorLimits("job", options, executors, plugin, now::get);
    }

    /** How many calls begin in a minute. */
    private int minute(List<ExecutorLimits.Task> tasks) {
        int begun = 0;
        for (int i = 0; i < 600; i++) {
            now.addAndGet(SECOND / 10);
            for (ExecutorLimits.Task task : tasks) {
                double held = task.tryBegin();
                while (held >= 0) {
                    begun++;
                    task.ended(held, 0);
                    held = task.tryBegin();
                }
            }
        }
        return begun;
    }

    private static int begun(ExecutorLimits.Task task, int most) {
        int begun = 0;
        while (begun < most && task.tryBegin() >= 0) {
            begun++;
        }
        return begun;
    }
}
