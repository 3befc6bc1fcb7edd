package dev.outcrop.aws;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public test vectors, kept beside the checkout where they are kept at all. */
public final class SharedVectors {
    private SharedVectors() {}

    /** The folder or file; without it, the test is skipped. */
    public static Path at(String name) {
        Path here = Path.of("").toAbsolutePath();
        for (Path up = here; up != null; up = up.getParent()) {
            Path found = up.resolve("shared/vectors").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("no shared/vectors/" + name + " beside the checkout");
        throw new AssertionError();
    }
}
