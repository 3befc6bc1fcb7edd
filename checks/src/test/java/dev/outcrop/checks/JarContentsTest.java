package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What each published jar contains besides classes. Skipped where nothing was packaged. */
class JarContentsTest {
    @ParameterizedTest
    @CsvSource({"core,outcrop", "local,outcrop-local", "cli,outcrop-cli"})
    void theLicenceTheNoticeAndTheMetadataAreInTheJar(String module, String artifact)
            throws Exception {
        List<Path> jars = jars(module, artifact);
        assumeTrue(!jars.isEmpty(), "no jar of " + module + ": skipped");

        for (Path file : jars) {
            try (var jar = new JarFile(file.toFile())) {
                for (String name :
                        List.of(
                                "META-INF/LICENSE",
                                "META-INF/NOTICE",
                                "META-INF/native-image/dev.outcrop/"
                                        + artifact
                                        + "/reachability-metadata.json")) {
                    assertThat(jar.getEntry(name)).as(file + ": " + name).isNotNull();
                }
            }
        }
    }

    private static List<Path> jars(String module, String artifact) throws Exception {
        Path target = SourceFiles.root().resolve(module).resolve("target");
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> isJar(file.getFileName().toString(), artifact)).toList();
        }
    }

    private static boolean isJar(String name, String artifact) {
        return name.matches(artifact + "-\\d[\\w.]*(?:-SNAPSHOT)?\\.jar");
    }
}
