package dev.outcrop.cli.attachment;

import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.UsageException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text files of a folder as one text, each after a line with its path. In a Git repository,
 * files that it ignores are left out; elsewhere, hidden ones. Files that are not text are left out.
 *
 * @param files how many are in the text
 */
public record FolderText(String text, int files) {
    private static final int MOST_FILES = 2_000;
    private static final int MOST_BYTES = 25_000_000;

    /**
     * Reads a folder.
     *
     * @throws UsageException if it cannot be read, or is too large
     */
    public static FolderText of(Path folder) {
        var text = new StringBuilder();
        int count = 0;
        for (Path file : files(folder)) {
            String content = content(folder.resolve(file));
            if (content != null) {
                text.append("--- ").append(file).append('\n').append(content);
                text.append(content.endsWith("\n") ? "" : "\n");
                count++;
            }
            if (count > MOST_FILES || text.length() > MOST_BYTES) {
                throw new UsageException(
                        folder + " is too large: more than 2,000 files or 25 MB.",
                        "use a smaller folder with -f");
            }
        }
        if (count == 0) {
            throw new UsageException("No text files in " + folder + ".", "use another -f FILE");
        }
        return new FolderText(text.toString(), count);
    }

    private static @org.jspecify.annotations.Nullable String content(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? TextFile.decoded(Files.readAllBytes(file))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static List<Path> files(Path folder) {
        List<Path> tracked = git(folder);
        if (!tracked.isEmpty()) {
            return tracked;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(FolderText::isShown)
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read " + folder + ": " + FileErrors.reason(e) + ".",
                    "use another -f FILE");
        }
    }

    private static boolean isShown(Path path) {
        for (Path name : path) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /** Empty if it is not in a repository, or Git is not installed. */
    private static List<Path> git(Path folder) {
        try {
            Process git =
                    new ProcessBuilder(
                                    "git",
                                    "ls-files",
                                    "-z",
                                    "--cached",
                                    "--others",
                                    "--exclude-standard")
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            git.getOutputStream().close();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0
                    ? Stream.of(names.split("\0"))
                            .filter(name -> !name.isEmpty())
                            .map(Path::of)
                            .filter(FolderText::isShown)
                            .sorted()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
