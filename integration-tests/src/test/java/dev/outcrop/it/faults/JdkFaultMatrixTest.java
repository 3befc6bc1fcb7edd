package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.it.jdk.JdkHttpClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/**
 * The fault matrix over the JDK's HTTP client in place of the library's own: the same faults end in
 * the same way, so none of it is an error that tests and connections of our own have in common.
 * {@link JdkDifferences} lists the rows that cannot hold.
 */
@Timeout(60)
@Tag("thorough")
class JdkFaultMatrixTest {
    @BeforeAll
    static void overTheJdk() {
        Trial.http = JdkHttpClient::new;
    }

    @AfterAll
    static void overOurOwn() {
        Trial.http = SocketHttpClient::new;
        System.out.printf(
                "fault matrix over the JDK's client: %d of %d cases; the others are listed%n",
                rows().size(), FaultMatrixTest.rows().size());
    }

    static List<Row> rows() {
        return FaultMatrixTest.rows().stream()
                .filter(row -> JdkDifferences.reason(row) == null)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void holds(Row row) throws Exception {
        try (var trial = new Trial()) {
            row.check().run(trial);
        }
    }

    @Test
    void eachListedDifferenceIsOfARow() {
        for (var listed : JdkDifferences.ROWS.keySet()) {
            assertThat(FaultMatrixTest.rows())
                    .as(listed.pattern())
                    .anyMatch(row -> listed.matcher(row.toString()).lookingAt());
        }
    }
}
