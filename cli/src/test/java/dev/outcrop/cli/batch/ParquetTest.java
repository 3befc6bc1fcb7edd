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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Records in Parquet files. The files were written by DuckDB 1.4. */
@LocalBedrockTest
@Timeout(60)
class ParquetTest {
    private static final Path FILES = Path.of("src/test/resources/parquet");
    private static final long SEED = Long.getLong("outcrop.seed", System.nanoTime());

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

    /** It announces pages that it does not have. */
    @Test
    void rowsThatAreMissingAreNotWaitedForForever() {
        assertThatThrownBy(() -> lines(FILES.resolve("broken.parquet"), Duration.ofMillis(50)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("broken.parquet cannot be read");
    }

    /** Whatever is in a file, it is read or refused as one that is not valid. */
    @Test
    void aBrokenFileIsRefused() throws IOException {
        var random = new Random(SEED);
        byte[] whole = Files.readAllBytes(FILES.resolve("types.parquet"));
        Path broken = home.resolve("broken.parquet");
        for (int run = 0; run < 40; run++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
            Files.write(broken, Arrays.copyOf(bytes, length));
            try {
                assertThat(lines(broken, Duration.ofMillis(50))).hasSizeLessThan(1_000);
            } catch (UsageException e) {
                assertThat(e.getMessage()).as("seed " + SEED).contains("broken.parquet");
            }
        }
    }
}
