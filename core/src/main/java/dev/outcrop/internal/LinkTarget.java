package dev.outcrop.internal;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows symbolic links to the file that they lead to, which need not exist. */
final class LinkTarget {
    /** As many as Linux follows. */
    private static final int MOST = 40;

    private LinkTarget() {}

    /**
     * The file itself, if it is no link.
     *
     * @throws FileSystemLoopException if the links have no end
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
