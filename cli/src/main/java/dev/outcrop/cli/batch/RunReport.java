package dev.outcrop.cli.batch;

import dev.outcrop.batch.Batch;
import dev.outcrop.catalog.Cost;
import dev.outcrop.message.Usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the results of a run. Safe for several threads. */
final class RunReport {
    private static final double STEP = Math.log(1.02);

    private final long earlier;
    private final Usage.Total usage = new Usage.Total();
    private final Map<String, Long> failures = new TreeMap<>();
    private final long[] times = new long[1024];
    private Cost cost = Cost.NONE;
    private BigDecimal uncached = BigDecimal.ZERO;
    private double squares;
    private long done;
    private long failed;

    /**
     * @param earlier how many records earlier runs have answered
     */
    RunReport(long earlier) {
        this.earlier = earlier;
    }

    /**
     * Adds a result.
     *
     * @param withoutCache what it would have cost if nothing had been cached
     */
    synchronized void add(ResultRecord result, Duration took, Cost withoutCache) {
        if (result.error() == null) {
            done++;
            times[bucket(took)]++;
        } else {
            failed++;
            failures.merge(result.error().kind(), 1L, Long::sum);
        }
        usage.add(result.usage());
        cost = cost.plus(result.cost());
        uncached = uncached.add(withoutCache.usd());
        squares += Math.pow(result.cost().usd().doubleValue(), 2);
    }

    private static int bucket(Duration took) {
        return (int) Math.min(1023, Math.log1p(took.toNanos() / 1e5) / STEP);
    }

    synchronized long done() {
        return done;
    }

    synchronized long failed() {
        return failed;
    }

    /**
     * @param total -1 if it is not known
     */
    synchronized Batch.Progress progress(long total, Duration elapsed) {
        long left = total < 0 ? -1 : total - earlier;
        return new Batch.Progress(done, failed, 0, left, elapsed, usage.usage(), cost);
    }

    private Duration percentile(double part) {
        long rank = (long) Math.ceil(done * part);
        long seen = 0;
        for (int i = 0; i < times.length; i++) {
            seen += times[i];
            if (seen >= rank && seen > 0) {
                return Duration.ofNanos((long) (Math.expm1((i + 0.5) * STEP) * 1e5));
            }
        }
        return Duration.ZERO;
    }

    /** The report for a person. */
    synchronized String text(Duration elapsed) {
        var text = new StringBuilder();
        text.append("done      ").append(done);
        if (earlier > 0) {
            text.append(" (and ").append(earlier).append(" earlier)");
        }
        text.append('\n');
        if (failed > 0) {
            text.append("failed    ").append(failed);
            failures.forEach(
                    (kind, count) -> text.append(", ").append(kind).append(' ').append(count));
            text.append('\n');
        }
        Usage sum = usage.usage();
        text.append(
                String.format(
                        Locale.ROOT,
                        "tokens    %d input, %d output%n",
                        Cost.allInput(sum),
                        sum.output()));
        text.append("cost      ").append(usd(cost.usd())).append(" USD");
        text.append(cost.isKnown() ? "" : " + unknown").append('\n');
        if (sum.cacheRead() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "cache     %.0f %% of the input, %s USD saved%n",
                            100.0 * sum.cacheRead() / Cost.allInput(sum),
                            usd(uncached.subtract(cost.usd()))));
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "time      %s in all, p50 %s, p95 %s per record%n",
                        seconds(elapsed),
                        seconds(percentile(0.5)),
                        seconds(percentile(0.95))));
        return text.toString();
    }

    /** What the other records will cost and take, by those of a pilot. */
    synchronized String estimate(long total, Duration elapsed) {
        long ended = done + failed;
        if (ended == 0) {
            return "Nothing to estimate: no record has ended.\n";
        }
        long left = Math.max(0, total - earlier - ended);
        double mean = cost.usd().doubleValue() / ended;
        double variance = Math.max(0, squares / ended - mean * mean);
        double error = 2 * Math.sqrt(variance / ended) * left;
        return String.format(
                Locale.ROOT,
                "estimate  %d records left: about %s USD (± %s), %s at this rate%n",
                left,
                usd(BigDecimal.valueOf(mean * left)),
                usd(BigDecimal.valueOf(error)),
                seconds(elapsed.dividedBy(ended).multipliedBy(left)));
    }

    private static String usd(BigDecimal amount) {
        return amount.setScale(amount.abs().doubleValue() >= 1 ? 2 : 6, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String seconds(Duration time) {
        double seconds = time.toNanos() / 1e9;
        return seconds >= 120
                ? time.toMinutes() + " min"
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
