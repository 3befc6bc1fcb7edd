package dev.outcrop.it.faults;

import dev.outcrop.settings.Protocol;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** The rows on streams of the fault matrix, over the frames of InvokeModelWithResponseStream. */
class InvokeFaultsTest {
    /** Headers of all types are no matter of what is in the frame. */
    private static final int HEADER_TYPES = 49;

    /** The frames here are Nova's, to which no reasoning goes back. */
    private static final int REASONING = 73;

    static List<Row> rows() {
        return Stream.concat(FramingRows.rows().stream(), MeaningRows.rows().stream())
                .filter(row -> row.number() != HEADER_TYPES && row.number() != REASONING)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void holds(Row row) throws Throwable {
        try (var trial = new Trial().over(Protocol.INVOKE_MODEL)) {
            row.check().run(trial);
        }
    }
}
