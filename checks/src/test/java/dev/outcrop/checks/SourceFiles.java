package dev.outcrop.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Java files of the checkout. */
final class SourceFiles {
    private SourceFiles() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("decisions")) ? here : here.getParent();
    }

    static List<Path> all() throws IOException {
        try (var paths = Files.walk(root())) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !root().relativize(path).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    /** Those that are published: no tests, no benchmarks. */
    static List<Path> published() throws IOException {
        return all().stream()
                .filter(path -> path.toString().contains("/src/main/"))
                .filter(path -> !root().relativize(path).startsWith("bench"))
                .toList();
    }
}
