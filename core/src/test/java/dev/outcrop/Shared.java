package dev.outcrop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Test material that lies beside the checkout, in {@code ../shared}, where there is any. */
public final class Shared {
    private static final Path ROOT = Path.of("..", "..", "shared");

    private Shared() {}

    /** The file or folder of that name; skips the test, in one line, where it is missing. */
    public static Path path(String name) {
        Path path = ROOT.resolve(name);
        if (!Files.exists(path)) {
            System.out.println(
                    "shared/ absent: "
                            + name
                            + " is not beside this checkout, tests of it are skipped");
        }
        assumeTrue(Files.exists(path), "shared/ absent: " + name);
        return path;
    }

    public static List<Path> files(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recorded exchanges that are wanted. */
    public static List<Recording> recordings(Predicate<Recording> wanted) {
        return files(path("corpus/interactions")).stream()
                .map(Recording::read)
                .filter(wanted)
                .toList();
    }

    public static Json.Obj json(Path file) {
        try {
            return (Json.Obj) Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
