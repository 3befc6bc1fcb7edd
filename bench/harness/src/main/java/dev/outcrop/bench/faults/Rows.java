package dev.outcrop.bench.faults;

import java.util.List;
import java.util.stream.Stream;

/** All rows, in order. */
final class Rows {
    static final List<Row> ALL =
            Stream.of(
                            NetworkRows.rows(),
                            HttpRows.rows(),
                            FramingRows.rows(),
                            MeaningRows.rows(),
                            CallerRows.rows(),
                            ConnectionRows.rows())
                    .flatMap(List::stream)
                    .toList();

    private Rows() {}
}
