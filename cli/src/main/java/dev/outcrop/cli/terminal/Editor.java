package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The person's editor, of {@code VISUAL} or {@code EDITOR}. */
public final class Editor {
    private Editor() {}

    /**
     * Returns a text as it was edited; null if the editor failed.
     *
     * @throws UsageException if there is no editor
     */
    public static @Nullable String edit(String text, ProcessContext stage) {
        try {
            Path folder = Files.createTempDirectory("outcrop");
            Path file = folder.resolve("question.md");
            try {
                Files.writeString(file, text);
                return open(file, stage) ? Files.readString(file) : null;
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot run the editor: " + FileErrors.reason(e) + ".", "export EDITOR=vi");
        }
    }

    /** Opens a file, and returns whether the editor succeeded. Its command may have arguments. */
    public static boolean open(Path file, ProcessContext stage) {
        String given = stage.env().getOrDefault("VISUAL", stage.env().getOrDefault("EDITOR", ""));
        if (given.isBlank() && !stage.stdio().inIsTerminal()) {
            throw new UsageException("No editor is set.", "export EDITOR=vi");
        }
        String editor = given.isBlank() ? "vi" : given;
        try {
            var builder = new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString());
            return builder.inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot run the editor: " + FileErrors.reason(e) + ".", "export EDITOR=vi");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
