package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.LimitReachedException;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Rows 119 and 125, as far as they are a batch's to keep: journal and cap are the caller's own, and
 * hold because of when a batch begins calls and tells of them.
 */
final class BatchRows {
    private BatchRows() {}

    static List<Row> rows() {
        return List.of(
                new Row(119, "killed at record k → none lost, none paid twice", BatchRows::killed),
                new Row(125, "cost reached → no new work, exact report", BatchRows::capped));
    }

    private static void killed(Trial trial) throws Exception {
        Path file = Files.createTempFile("journal", ".txt");
        try {
            int written = 0;
            int kills = 0;
            for (int lines : new int[] {0, 1, 5, 9}) {
                kill(trial, file, lines);
                written += lines;
                kills++;
                assertThat(BatchJournal.read(file)).hasSize(written);
                assertThat(trial.requests())
                        .isBetween(written, written + kills * BatchJournal.MOST_ACTIVE);
            }

            Model model = trial.bedrock().model(Trial.MODEL);
            BatchJournal.goOn(model, file, Integer.MAX_VALUE);

            Map<Integer, String> answers = BatchJournal.read(file);
            assertThat(answers).hasSize(BatchJournal.RECORDS);
            answers.forEach((i, said) -> assertThat(said).contains("Record " + i + "."));
            assertThat(trial.requests())
                    .isBetween(
                            BatchJournal.RECORDS,
                            BatchJournal.RECORDS + kills * BatchJournal.MOST_ACTIVE);
        } finally {
            Files.delete(file);
        }
    }

    private static void kill(Trial trial, Path file, int lines) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BatchJournal.class.getName(),
                                trial.local().endpoint().toString(),
                                file.toString(),
                                String.valueOf(lines))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(BatchJournal.HALTED);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void capped(Trial trial) {
        Model model = trial.bedrock().model(Trial.MODEL);
        BigDecimal each = model.invoke("Go on.").cost().usd();
        int before = trial.requests();
        int active = 8;
        BigDecimal cap = each.multiply(BigDecimal.valueOf(20));
        var spent = new AtomicReference<>(BigDecimal.ZERO);

        List<BatchResult<Reply>> outcomes =
                Batch.DEFAULT
                        .withMaxActive(active)
                        .withOnError(Batch.OnError.RETURN)
                        .run(
                                Collections.nCopies(100, "Go on."),
                                question -> {
                                    if (spent.get().compareTo(cap) >= 0) {
                                        throw new LimitReachedException(
                                                "spent", ErrorDetails.NONE, null, List.of());
                                    }
                                    Reply reply = model.invoke(question);
                                    spent.accumulateAndGet(reply.cost().usd(), BigDecimal::add);
                                    return reply;
                                });

        List<BatchResult<Reply>> done = outcomes.stream().filter(BatchResult::isDone).toList();
        assertThat(outcomes).hasSize(100);
        assertThat(done).hasSizeBetween(20, 20 + active - 1);
        assertThat(trial.requests() - before).as("calls").isEqualTo(done.size());
        assertThat(cost(done)).isEqualByComparingTo(spent.get());
        assertThat(Objects.requireNonNull(trial.bedrock().usage().get(Trial.MODEL)).cost().usd())
                .isEqualByComparingTo(spent.get().add(each));
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.isDone())
                .extracting(outcome -> ((BatchResult.Failed<Reply>) outcome).failure())
                .allSatisfy(
                        e ->
                                assertThat(e)
                                        .isInstanceOfAny(
                                                LimitReachedException.class,
                                                CancelledException.class));
    }

    private static BigDecimal cost(List<BatchResult<Reply>> done) {
        return done.stream()
                .map(outcome -> outcome.get().cost().usd())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
