package dev.outcrop.internal.transport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Test material that lies beside the checkout, in {@code ../shared}, where there is any. */
final class Shared {
    private static final Path ROOT = Path.of("..", "..", "shared");

    private Shared() {}

    /** The folder of that name; skips the test where it is missing. */
    static Path folder(String name) {
        Path folder = ROOT.resolve(name);
        assumeTrue(Files.isDirectory(folder), "skipped: there is no ../shared/" + name);
        return folder;
    }

    static List<Path> files(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
