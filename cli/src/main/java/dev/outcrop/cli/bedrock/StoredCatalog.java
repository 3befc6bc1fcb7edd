package dev.outcrop.cli.bedrock;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.cli.config.ConfigFolder;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Figures of models that {@code outcrop models --update} stored in the folder for the command's
 * configuration: {@code $XDG_CONFIG_HOME/outcrop}, or {@code ~/.config/outcrop}.
 */
public final class StoredCatalog {
    private static final int MOST_BYTES = 16 << 20;

    /** The date of the standard catalog that the stored figures were newer than. */
    private static final String OVER = "over";

    private final ProcessContext stage;
    private final Path file;

    public StoredCatalog(ProcessContext stage) {
        this.stage = stage;
        file = ConfigFolder.config(stage).resolve("catalog.json");
    }

    /**
     * Returns the stored figures laid over those of Outcrop; null if nothing usable is stored. A
     * broken file is reported on stderr, and so is one that Outcrop's own figures have overtaken.
     */
    public @Nullable Catalog catalog() {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            Json.Obj stored = read(file);
            String over = stored.string(OVER);
            String own = Catalog.standard().date();
            String date = stored.string("date");
            if (over != null
                    && over.compareTo(own) < 0
                    && (date == null || date.compareTo(own) < 0)) {
                warn(file + " is ignored: Outcrop's own figures of " + own + " are newer.");
                return null;
            }
            return Catalog.standard().with(stored);
        } catch (IOException | IllegalArgumentException e) {
            warn(file + " is ignored: " + why(e));
            return null;
        }
    }

    /** Warns on stderr if the figures are older than a year. */
    public void warnIfOld(Catalog catalog) {
        var today = LocalDate.ofInstant(stage.environment().clock().instant(), ZoneOffset.UTC);
        if (catalog.isOlderThanAYear(today)) {
            warn(
                    "Prices and limits are of "
                            + catalog.date()
                            + ". Update Outcrop, or: outcrop models --update FILE");
        }
    }

    private void warn(String what) {
        stage.stdio().err().println(TerminalText.harmless("warning: " + what));
    }

    /**
     * Checks a file, stores it in place of what was stored before, and returns what changed, as a
     * sentence.
     *
     * @throws UsageException if it is not a catalog, or cannot be read or stored
     */
    public String update(Path from) {
        Catalog before = catalog();
        Catalog old = before == null ? Catalog.standard() : before;
        Catalog fresh;
        Json.Obj content;
        try {
            content = read(from);
            fresh = Catalog.standard().with(content);
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read " + from + ": " + why(e) + ".", "outcrop models --update FILE");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    from + " is not a catalog: " + e.getMessage() + ".",
                    "the format is in docs/models.md");
        }
        try {
            store(content.with(OVER, Json.of(Catalog.standard().date())));
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot write " + file + ": " + why(e) + ".",
                    "export XDG_CONFIG_HOME=/path/to/a/folder");
        }
        return changes(old, fresh) + ", now of " + fresh.date() + ". Stored in " + file;
    }

    private static String changes(Catalog old, Catalog fresh) {
        int added = 0;
        int changed = 0;
        for (ModelFacts facts : fresh.models()) {
            ModelFacts known = old.listed(facts.id());
            added += known == null ? 1 : 0;
            changed += known == null || known.equals(facts) ? 0 : 1;
        }
        return added + " ids new, " + changed + " changed";
    }

    private static Json.Obj read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it is over 16 MB");
        }
        try {
            if (Json.parse(bytes) instanceof Json.Obj content) {
                return content;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("it must be an object with an array of models");
    }

    /** Another run reads the old file or the new one, never a part. */
    private void store(Json.Obj content) throws IOException {
        Path folder = Files.createDirectories(file.getParent());
        Path whole = Files.createTempFile(folder, "catalog", ".tmp");
        try {
            Files.write(whole, content.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(
                    whole,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static String why(Exception e) {
        return e instanceof NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }
}
