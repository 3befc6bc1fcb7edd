package dev.outcrop.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Records in Parquet files. The files were written by DuckDB 1.4. */
@LocalBedrockTest
@Timeout(60)
class ParquetTest {
    private static final Path FILES = Path.of("src/test/resources/parquet");

    @TempDir Path home;

    private static List<Json> lines(Path file) throws IOException {
        return lines(file, Duration.ofMinutes(1));
    }

    private static List<Json> lines(Path file, Duration patience) throws IOException {
        try (var in = new BufferedReader(ParquetLines.open(file, patience))) {
            return in.lines().map(Json::parse).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip", "uncompressed"})
    void recordsAreAnswered(String codec, LocalBedrock local) throws IOException {
        Path out = home.resolve("out.jsonl");

        Cli.Result result =
                Cli.of(home, local)
                        .run(
                                "batch",
                                "run",
                                FILES.resolve(codec + ".parquet").toString(),
                                "--out",
                                out.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readAllLines(out))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("\"recordId\":\"r2\""));
        assertThat(
                        local.requests().stream()
                                .map(one -> String.valueOf(one.body()))
                                .toList()
                                .toString())
                .contains("Capital of country 2?");
    }

    @Test
    void columnsFillATemplate(LocalBedrock local) {
        Cli.Result result =
                Cli.of(home, local)
                        .run(
                                "batch",
                                "run",
                                FILES.resolve("types.parquet").toString(),
                                "--template",
                                "Is {text} worth {price} since {day}?",
                                "--out",
                                home.resolve("out.jsonl").toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(
                        local.requests().stream()
                                .map(one -> String.valueOf(one.body()))
                                .toList()
                                .toString())
                .contains("Is naïve 日本 worth 12.30 since 2026-12-01?");
    }

    @Test
    void eachTypeHasItsForm() throws IOException {
        assertThat(lines(FILES.resolve("types.parquet")))
                .containsExactly(
                        Json.parse(
                                """
                                {"id": 7, "small": 3, "ratio": 1.5, "price": 12.30, "yes": true,
                                 "day": "2026-12-01", "at": "2026-12-01T10:00",
                                 "tags": ["a", "b"], "place": {"city": "Oslo", "zip": 150},
                                 "counts": {"k": 1}, "text": "naïve 日本", "bytes": "qrs="}
                                """));
    }

    @Test
    void aCodecThatIsMissingIsNamed() {
        assertThatThrownBy(() -> lines(FILES.resolve("zstd.parquet")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("compressed with ZSTD");
    }

    @Test
    void noRecordsAreRefused(LocalBedrock local) {
        Cli.Result result =
                Cli.of(home, local)
                        .run(
                                "batch",
                                "run",
                                FILES.resolve("empty.parquet").toString(),
                                "--out",
                                home.resolve("out.jsonl").toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("no records");
    }

    @Test
    void parquetIsNeitherReadFromAStreamNorWritten(LocalBedrock local) {
        Cli.Result read =
                Cli.of(home, local).run("batch", "run", "-", "--format", "parquet", "--out", "x");
        Cli.Result write =
                Cli.of(home, local)
                        .run(
                                "batch",
                                "run",
                                FILES.resolve("snappy.parquet").toString(),
                                "--out",
                                home.resolve("out.parquet").toString());

        assertThat(read.code()).isEqualTo(2);
        assertThat(write.code()).isEqualTo(2);
        assertThat(write.err()).contains("--out answers.jsonl");
    }

    /**
     * It announces pages that it does not have. In a process of its own: the library then looks for
     * them without end, on a thread that nobody can stop.
     */
    @Test
    void rowsThatAreMissingAreNotWaitedForForever() throws Exception {
        Process reading =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Reading.class.getName(),
                                FILES.resolve("broken.parquet").toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("broken.parquet cannot be read as Parquet: rows are missing.");
        assertThat(reading.waitFor()).isEqualTo(2);
    }

    /** Reads a file with little patience, and exits with 2 if it cannot be read. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] args) throws IOException {
            try {
                System.out.println(lines(Path.of(args[0]), Duration.ofMillis(200)));
            } catch (UsageException e) {
                System.out.println(e.getMessage());
                Runtime.getRuntime().halt(2);
            }
        }
    }

    @Test
    void whatIsNoParquetIsRefused() throws IOException {
        Path text = Files.writeString(home.resolve("text.parquet"), "id,prompt\n1,Hello\n");
        byte[] whole = Files.readAllBytes(FILES.resolve("types.parquet"));
        Path cut = Files.write(home.resolve("cut.parquet"), Arrays.copyOf(whole, 900));
        Path none = Files.write(home.resolve("none.parquet"), new byte[0]);

        for (Path file : List.of(text, cut, none)) {
            assertThatThrownBy(() -> lines(file))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(file.getFileName() + " cannot be read as Parquet");
        }
    }
}
