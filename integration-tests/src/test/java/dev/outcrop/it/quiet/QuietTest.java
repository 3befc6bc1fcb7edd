package dev.outcrop.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a program without any configuration of logging prints. */
@Timeout(120)
class QuietTest {
    @TempDir private Path folder;

    private static String classPath() {
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("slf4j-nop"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void aProgramWithoutALoggingProviderPrintsNothingElse() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                QuietProgram.class.getName())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();

        assertThat(program.waitFor()).as(Files.readString(err, UTF_8)).isZero();
        assertThat(Files.readString(err, UTF_8)).isEmpty();
        assertThat(Files.readString(out, UTF_8).strip()).isEqualTo("done");
    }
}
