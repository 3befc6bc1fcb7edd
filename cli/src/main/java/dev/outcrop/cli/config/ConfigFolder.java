package dev.outcrop.cli.config;

import dev.outcrop.cli.terminal.ProcessContext;

import java.nio.file.Path;

/** The folders of the command: configuration and data, as the XDG specification places them. */
public final class ConfigFolder {
    private ConfigFolder() {}

    /** Returns {@code $XDG_CONFIG_HOME/outcrop}, or {@code ~/.config/outcrop}. */
    public static Path config(ProcessContext stage) {
        return folder(stage, "XDG_CONFIG_HOME", ".config");
    }

    /** Returns {@code $XDG_DATA_HOME/outcrop}, or {@code ~/.local/share/outcrop}. */
    public static Path data(ProcessContext stage) {
        return folder(stage, "XDG_DATA_HOME", ".local/share");
    }

    private static Path folder(ProcessContext stage, String variable, String usual) {
        String given = stage.environment().variable(variable);
        boolean absolute = given != null && Path.of(given).isAbsolute();
        Path parent = absolute ? Path.of(given) : stage.environment().home().resolve(usual);
        return parent.resolve("outcrop");
    }
}
