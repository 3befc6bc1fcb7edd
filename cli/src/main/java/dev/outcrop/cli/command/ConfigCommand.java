package dev.outcrop.cli.command;

import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.ConfigEdit;
import dev.outcrop.cli.config.ConfigFolder;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.Editor;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.PrivateFile;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop config}: the configuration. */
@Command(
        name = "config",
        description = {
            "Show and change the configuration.",
            "An option of the command line comes first, then a variable"
                    + " OUTCROP_NAME, then the file."
        },
        footer = {
            "",
            "Actions:",
            "  show              each setting, and where it comes from; the default",
            "  get NAME          print one setting",
            "  set NAME VALUE    change the file",
            "  unset NAME        remove a setting from the file",
            "  edit              open the file in the editor",
            "  path              print the name of the file"
        })
public final class ConfigCommand implements Callable<Integer> {
    private static final List<String> ACTIONS =
            List.of("show", "get", "set", "unset", "edit", "path");

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ACTION", arity = "0..*", description = "See below.")
    List<String> words = List.of();

    public ConfigCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var actions = new Actions("config", words);
        Path file = ConfigFolder.config(stage).resolve("config.toml");
        switch (actions.name("show")) {
            case "show" -> show(Config.load(stage));
            case "get" -> {
                String value = Config.load(stage).value(setting(actions));
                if (value == null) {
                    return ExitCode.FAILED.number();
                }
                print(value);
            }
            case "set" -> {
                Setting setting = setting(actions);
                actions.argument(1, "NAME VALUE");
                String value = actions.rest(1);
                setting.require(value);
                ConfigEdit.set(file, "", setting.key(), value);
            }
            case "unset" -> ConfigEdit.set(file, "", setting(actions).key(), null);
            case "edit" -> {
                PrivateFile.ready(file);
                Editor.open(file, stage);
                Config.load(stage);
            }
            case "path" -> print(file.toString());
            default -> throw actions.unknown(ACTIONS);
        }
        stage.stdio().out().flush();
        return ExitCode.OK.number();
    }

    private void show(Config config) {
        for (Setting setting : Setting.values()) {
            Config.Origin origin = config.origin(setting);
            print(
                    origin == null
                            ? String.format(
                                    Locale.ROOT,
                                    "%-10s not set. %s",
                                    setting.key(),
                                    setting.description())
                            : String.format(
                                    Locale.ROOT,
                                    "%-10s %s  (from %s)",
                                    setting.key(),
                                    origin.value(),
                                    origin.source()));
        }
    }

    private static Setting setting(Actions actions) {
        String name = actions.argument(0, "NAME");
        Setting setting = Setting.of(name);
        if (setting == null) {
            List<String> keys = Arrays.stream(Setting.values()).map(Setting::key).toList();
            String like = Similar.to(name, keys);
            throw new UsageException(
                    "Unknown setting \"" + name + "\"; settings: " + String.join(", ", keys) + ".",
                    "outcrop config set " + (like == null ? "NAME" : like) + " VALUE");
        }
        return setting;
    }

    private void print(String line) {
        stage.stdio().out().println(TerminalText.harmless(line));
    }
}
