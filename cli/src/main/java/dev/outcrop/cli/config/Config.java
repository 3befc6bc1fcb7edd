package dev.outcrop.cli.config;

import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The configuration file {@code config.toml}, and the variables that override it. A flag of the
 * command line comes before both. Immutable.
 */
public final class Config {
    private static final String ALIASES = "aliases.";
    private static final String SERVERS = "servers.";

    private final Path file;
    private final Map<String, Object> values;
    private final Map<String, String> env;

    private Config(Path file, Map<String, Object> values, Map<String, String> env) {
        this.file = file;
        this.values = values;
        this.env = env;
    }

    /** A value and where it comes from. */
    public record Origin(String value, String source) {}

    /**
     * Reads the file; an absent one has no values. Unknown names are reported on stderr.
     *
     * @throws UsageException if it is not valid
     */
    public static Config load(ProcessContext stage) {
        Path file = ConfigFolder.config(stage).resolve("config.toml");
        var config = new Config(file, read(file), stage.env());
        for (String key : config.values.keySet()) {
            if (Setting.of(key) == null && !key.startsWith(ALIASES) && !key.startsWith(SERVERS)) {
                String like = Similar.to(key, keys());
                stage.stdio()
                        .err()
                        .println(
                                TerminalText.harmless(
                                        "warning: "
                                                + file
                                                + ": unknown setting "
                                                + key
                                                + (like == null
                                                        ? ""
                                                        : "; did you mean " + like + "?")));
            }
        }
        return config;
    }

    private static Map<String, Object> read(Path file) {
        try {
            return TomlText.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                return Map.of(); // the home of a service is often no folder, such as /dev/null
            }
            throw new UsageException(
                    "Cannot read " + file + ": " + FileErrors.reason(e) + ".",
                    "outcrop config path");
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ", " + e.getMessage() + ".", "outcrop config edit");
        }
    }

    public Path file() {
        return file;
    }

    /** Returns the value of the variable or of the file; null if neither is set. */
    public @Nullable String value(Setting setting) {
        Origin origin = origin(setting);
        return origin == null ? null : origin.value();
    }

    /** Returns the value with its source; null if it is not set. */
    public @Nullable Origin origin(Setting setting) {
        String variable = env.getOrDefault(setting.variable(), "").strip();
        if (!variable.isEmpty()) {
            return new Origin(variable, setting.variable());
        }
        return values.get(setting.key()) instanceof String text
                ? new Origin(text, file.toString())
                : null;
    }

    /** Returns whether a setting that is true or false is true. */
    public boolean is(Setting setting, boolean otherwise) {
        String value = value(setting);
        if (value == null) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageException(
                    setting.key() + " must be true or false, not \"" + value + "\".",
                    "outcrop config set " + setting.key() + " " + otherwise);
        }
        return value.equals("true");
    }

    /** Returns the aliases of model ids. */
    public Map<String, String> aliases() {
        return texts(ALIASES);
    }

    /** Returns the entries of {@code [servers.NAME]}; empty if there is no such server. */
    public Map<String, String> server(String name) {
        return texts(SERVERS + name + ".");
    }

    /** Returns the names of the servers. */
    public List<String> servers() {
        return texts(SERVERS).keySet().stream()
                .map(key -> key.substring(0, Math.max(0, key.lastIndexOf('.'))))
                .distinct()
                .toList();
    }

    private Map<String, String> texts(String prefix) {
        var found = new LinkedHashMap<String, String>();
        values.forEach(
                (key, value) -> {
                    if (key.startsWith(prefix) && value instanceof String text) {
                        found.put(key.substring(prefix.length()), text);
                    }
                });
        return found;
    }

    static List<String> keys() {
        return Stream.of(Setting.values()).map(Setting::key).toList();
    }
}
