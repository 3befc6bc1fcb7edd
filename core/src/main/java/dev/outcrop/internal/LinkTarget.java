package dev.outcrop.internal;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows symbolic links to their target, which need not exist. */
final class LinkTarget {
    /** The same limit as Linux. */
    private static final int MOST = 40;

    private LinkTarget() {}

    /**
     * Returns the file itself, if it is not a link.
     *
     * @throws FileSystemLoopException if the links form a cycle
     */
    static Path of(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int i = 0; Files.isSymbolicLink(target); i++) {
            if (i == MOST) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }
}
