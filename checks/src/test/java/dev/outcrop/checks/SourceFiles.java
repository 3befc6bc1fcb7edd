package dev.outcrop.checks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The Java files of the checkout. */
final class SourceFiles {
    private static final Set<String> WRITTEN = Set.of("target", ".git", "node_modules");

    private SourceFiles() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("decisions")) ? here : here.getParent();
    }

    /** Without what builds write, which may change meanwhile. */
    static List<Path> all() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                root(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) {
                        return WRITTEN.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                        if (file.toString().endsWith(".java")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }

    /** Those that are published: no tests, no benchmarks. */
    static List<Path> published() throws IOException {
        return all().stream()
                .filter(path -> path.toString().contains("/src/main/"))
                .filter(path -> !root().relativize(path).startsWith("bench"))
                .toList();
    }
}
