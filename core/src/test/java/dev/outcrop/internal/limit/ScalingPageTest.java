package dev.outcrop.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.internal.limit.ManyProcesses.Quota;
import dev.outcrop.internal.limit.ManyProcesses.Work;
import dev.outcrop.internal.limit.ManyProcesses.Workers;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The tables of docs/scaling.md: rates from simulated time, prices from the catalog. */
@Tag("slow")
class ScalingPageTest {
    private static final Path PAGE = Path.of("../docs/scaling.md");

    /** What a record costs of one core, as docs/batch.md has it. */
    private static final double CPU_MICROS = 60;

    private static final int SETTLED = 400;
    private static final int MEASURED = 300;
    private static final double NONE = Double.POSITIVE_INFINITY;

    private static final Workers PROCESS = new Workers(1, 2, CPU_MICROS, 1_000);
    private static final Workers NODE = new Workers(4, 2, CPU_MICROS, 1_000);
    private static final Workers CLUSTER = new Workers(32, 2, CPU_MICROS, 1_000);

    private static final Work WORK = new Work(1_000, 200, 300, 3);

    private record Rate(double perHour, double ofQuota, double ofCores) {
        String cell() {
            return rounded(perHour) + ", " + limit();
        }

        private String limit() {
            if (ofQuota > 0.9) {
                return "quota";
            }
            return ofCores > 0.9 ? "CPU" : "calls in progress";
        }
    }

    private static Rate rate(Workers workers, Quota quota) {
        var simulated = new ManyProcesses(workers, WORK, quota);
        simulated.runUntil(SETTLED);
        long answers = simulated.answers();
        double busy = simulated.busy();
        simulated.runUntil(SETTLED + MEASURED);
        double perMinute = (simulated.answers() - answers) * 60.0 / MEASURED;
        double tokens = perMinute * (WORK.input() + WORK.output());
        return new Rate(
                perMinute * 60,
                Math.max(tokens / quota.tokensPerMinute(), perMinute / quota.requestsPerMinute()),
                (simulated.busy() - busy) / MEASURED / workers.processes() / workers.cores());
    }

    /** To two digits: 2,500,000. */
    private static String rounded(double number) {
        return String.format(
                Locale.ROOT,
                "%,d",
                new BigDecimal(number).round(new MathContext(2)).longValueExact());
    }

    @Test
    void theRatesAreThoseOfTheSimulation() throws Exception {
        var table = new StringBuilder();
        for (Quota quota :
                List.of(
                        new Quota(NONE, 200_000),
                        new Quota(NONE, 2_000_000),
                        new Quota(NONE, 20_000_000),
                        new Quota(NONE, 60_000_000),
                        new Quota(1_000, 2_000_000))) {
            String requests =
                    quota.requestsPerMinute() == NONE ? "–" : rounded(quota.requestsPerMinute());
            table.append("| ").append(rounded(quota.tokensPerMinute())).append(" | ");
            table.append(requests).append(" |");
            for (Workers workers : List.of(PROCESS, NODE, CLUSTER)) {
                table.append(' ').append(rate(workers, quota).cell()).append(" |");
            }
            table.append('\n');
        }
        assertThat(Files.readString(PAGE)).contains(table);
    }

    @Test
    void thePricesAreThoseOfTheCatalog() throws Exception {
        var table = new StringBuilder();
        for (String id :
                List.of(
                        "us.amazon.nova-micro-v1:0",
                        "us.amazon.nova-lite-v1:0",
                        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                        "us.anthropic.claude-sonnet-4-5-20250929-v1:0")) {
            BigDecimal record = usd(id, 1_000, 0);
            table.append(row(id, "on demand", record));
            table.append(row(id, "batch inference job", record.divide(BigDecimal.TWO)));
            table.append(row(id, "on demand, 5,000 tokens more", usd(id, 6_000, 0)));
            table.append(row(id, "the same, these from the cache", usd(id, 1_000, 5_000)));
        }
        assertThat(Files.readString(PAGE)).contains(table);
    }

    private static BigDecimal usd(String id, long input, long cacheRead) {
        Json.Obj usage =
                Json.EMPTY
                        .with("inputTokens", Json.of(input))
                        .with("outputTokens", Json.of(200))
                        .with("cacheReadInputTokens", Json.of(cacheRead));
        Cost cost = Catalog.standard().cost(id, new Usage(usage));
        assertThat(cost.isKnown()).as("%s: %s", id, cost).isTrue();
        return cost.usd();
    }

    private static String row(String id, String method, BigDecimal record) {
        var row = new StringBuilder("| `" + id + "` | " + method + " |");
        for (int power : new int[] {3, 6, 9}) {
            BigDecimal sum = record.movePointRight(power);
            row.append(String.format(Locale.ROOT, sum.scale() > 0 ? " %,.2f |" : " %,.0f |", sum));
        }
        return row.append('\n').toString();
    }
}
