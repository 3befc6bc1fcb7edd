package dev.outcrop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Cost;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static Batch.Progress progress(long done, long failed, long total, int seconds) {
        var cost = new Cost(new BigDecimal("0.0123"), Set.of(), new TreeSet<>());
        return new Batch.Progress(
                done, failed, 1, total, Duration.ofSeconds(seconds), Usage.of(1, 1), cost);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineTellsTheRateTheTimeLeftAndTheCost() {
        assertThat(ProgressBar.line(progress(49, 1, 100, 30)))
                .isEqualTo(
                        "[##########..........] 50/100, 1 failed, 100/min, 30 s left, 0.012 USD");
    }

    @Test
    void withoutATotalThereIsNoBar() {
        assertThat(ProgressBar.line(progress(7200, 0, -1, 7200)))
                .isEqualTo("7200 done, 60/min, 2 h 0 min, 0.012 USD");
    }

    @Test
    void aTerminalShowsOneLineInPlaceOfTheLast() {
        var bar = new ProgressBar(out, true);
        bar.accept(progress(1, 0, 2, 1));
        bar.accept(progress(2, 0, 2, 2));

        assertThat(written())
                .startsWith("\r[")
                .contains("\r[####################] 2/2")
                .endsWith(System.lineSeparator());
        assertThat(written().lines().filter(line -> line.contains("2/2"))).hasSize(1);
    }

    @Test
    void aFileGetsALineNowAndThenAndOneAtTheEnd() {
        var bar = new ProgressBar(out, false);
        for (int i = 1; i <= 25; i++) {
            bar.accept(progress(i, 0, 25, i));
        }

        assertThat(written()).doesNotContain("\r[");
        assertThat(written().lines().map(line -> line.replaceAll(".*] (\\d+)/.*", "$1")))
                .containsExactly("10", "20", "25");
    }
}
