package dev.outcrop.local.internal.s3;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Keeps paths in a folder, also if it has symbolic links. */
public final class InsideFolder {
    private InsideFolder() {}

    /**
     * Whether a path, as far as it exists, leads to a place in a folder without symbolic links.
     *
     * @param folder must exist
     */
    public static boolean has(Path folder, Path path) {
        Path within = path.normalize();
        if (!within.startsWith(folder.normalize())) {
            return false;
        }
        @Nullable Path existing = within;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        try {
            return existing != null
                    && existing.startsWith(folder.normalize())
                    && existing.toRealPath()
                            .equals(
                                    folder.toRealPath()
                                            .resolve(folder.normalize().relativize(existing))
                                            .normalize());
        } catch (IOException e) {
            return false;
        }
    }
}
