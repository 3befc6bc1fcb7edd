package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The fault matrix: what may go wrong between a caller and Bedrock, over real sockets, and how each
 * call then ends. {@link Elsewhere} says which rows are not here, and why.
 */
class FaultMatrixTest {
    private static final Set<Integer> FAILED = new ConcurrentSkipListSet<>();

    static List<Row> rows() {
        return Stream.of(
                        NetworkRows.rows(),
                        ProxyRows.rows(),
                        HttpRows.rows(),
                        FramingRows.rows(),
                        MeaningRows.rows(),
                        ToolRows.rows(),
                        RenewalRows.rows(),
                        CallRows.rows(),
                        CancelRows.rows(),
                        ClosedToolRows.rows(),
                        SavedChatRows.rows(),
                        NothingFetchedRow.rows(),
                        BatchRows.rows(),
                        ConnectionRows.rows(),
                        StormRow.rows(),
                        NameRows.rows(),
                        HandshakeRows.rows(),
                        TargetRows.rows())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void holds(Row row) throws Throwable {
        try (var trial = new Trial()) {
            row.check().run(trial);
        } catch (Throwable e) {
            FAILED.add(row.number());
            throw e;
        }
    }

    @Test
    void everyRowIsHereOrElsewhere() {
        var here = numbers();
        var all = new TreeSet<>(here);
        all.addAll(Elsewhere.ROWS.keySet());

        assertThat(all).containsAll(IntStream.rangeClosed(1, 129).boxed().toList());
        assertThat(here).doesNotContainAnyElementsOf(Elsewhere.ROWS.keySet());
    }

    private static Set<Integer> numbers() {
        return rows().stream().map(Row::number).collect(Collectors.toCollection(TreeSet::new));
    }

    @AfterAll
    static void say() {
        int rows = numbers().size();
        System.out.printf(
                "fault matrix: rows passed / rows = %d / %d%s; %d rows elsewhere%n",
                rows - FAILED.size(),
                rows,
                FAILED.isEmpty() ? "" : ", failed: " + FAILED,
                Elsewhere.ROWS.size());
    }
}
