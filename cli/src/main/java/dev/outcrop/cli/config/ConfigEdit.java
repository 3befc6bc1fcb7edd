package dev.outcrop.cli.config;

import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Changes one line of the configuration file; comments and all other lines stay. */
public final class ConfigEdit {
    private ConfigEdit() {}

    /**
     * Sets a value, or removes it if it is null. Another process reads the old file or the new one,
     * never a part.
     *
     * @param table empty for the top of the file
     * @return whether the file had the key
     * @throws UsageException if the file cannot be written
     */
    public static boolean set(Path file, String table, String key, @Nullable String value) {
        List<String> lines = new ArrayList<>(lines(file));
        int begin = table.isEmpty() ? 0 : header(lines, table) + 1;
        boolean hasTable = table.isEmpty() || begin > 0;
        int end = hasTable ? end(lines, begin) : lines.size();
        int known = hasTable ? find(lines, begin, end, key) : -1;
        String line = value == null ? null : name(key) + " = " + TomlText.quoted(value);
        if (known >= 0) {
            lines.remove(known);
            if (line != null) {
                lines.add(known, line);
            }
        } else if (line != null) {
            if (!hasTable) {
                lines.add("[" + table + "]");
                end = lines.size();
            }
            lines.add(end, line);
        }
        TomlText.parse(String.join("\n", lines));
        write(file, lines);
        return known >= 0;
    }

    private static String name(String key) {
        return key.matches("[A-Za-z0-9_-]+") ? key : TomlText.quoted(key);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readString(file).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static int header(List<String> lines, String table) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().replace(" ", "").equals("[" + table + "]")) {
                return i;
            }
        }
        return -1;
    }

    /** Returns where the table ends, without the blank lines that follow it. */
    private static int end(List<String> lines, int begin) {
        int end = begin;
        for (int i = begin; i < lines.size() && !lines.get(i).strip().startsWith("["); i++) {
            end = lines.get(i).isBlank() ? end : i + 1;
        }
        return end;
    }

    private static int find(List<String> lines, int begin, int end, String key) {
        for (int i = begin; i < end; i++) {
            String line = lines.get(i).strip();
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            if (name.equals(key) || name.equals("\"" + key + "\"")) {
                return i;
            }
        }
        return -1;
    }

    private static void write(Path file, List<String> lines) {
        try {
            Path folder = Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(folder, "config", ".tmp");
            try {
                Files.writeString(whole, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
                Files.move(
                        whole,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static UsageException unwritable(Path file, IOException e) {
        return new UsageException(
                "Cannot write " + file + ": " + FileErrors.reason(e) + ".",
                "export XDG_CONFIG_HOME=/path/to/a/folder");
    }
}
