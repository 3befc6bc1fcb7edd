package dev.outcrop.cli.local;

import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings as options of a command, and their values. */
public final class LocalOptions {
    private static final String CONFIG = "--config";

    private LocalOptions() {}

    /** Adds an option for each setting, and one for the config file. */
    public static void addTo(CommandSpec command) {
        command.addOption(
                OptionSpec.builder(CONFIG)
                        .type(String.class)
                        .paramLabel("FILE.json")
                        .description(
                                "Read settings from a file: an object with option names without --."
                                        + " Options on the command line take precedence.")
                        .build());
        int order = 0;
        for (var group : LocalSettings.GROUPS.entrySet()) {
            ArgGroupSpec.Builder options =
                    ArgGroupSpec.builder()
                            .validate(false)
                            .heading("%n" + group.getKey() + ":%n")
                            .order(++order);
            group.getValue().forEach(setting -> options.addArg(option(setting)));
            command.addArgGroup(options.build());
        }
    }

    private static OptionSpec option(LocalSetting setting) {
        OptionSpec.Builder option =
                OptionSpec.builder(setting.option())
                        .description(setting.description().toArray(String[]::new));
        if (setting.isSwitch()) {
            return option.type(boolean.class).arity("0").build();
        }
        option.paramLabel(setting.label());
        return setting.isRepeatable()
                ? option.type(List.class).auxiliaryTypes(String.class).arity("1").build()
                : option.type(String.class).build();
    }

    /**
     * Returns the settings of a run: those on the command line, and the others of the config file.
     *
     * @throws UsageException if the file is not valid
     */
    public static Map<LocalSetting, SettingValue> values(ParseResult line) {
        Map<LocalSetting, SettingValue> values = new LinkedHashMap<>();
        if (line.hasMatchedOption(CONFIG)) {
            values.putAll(ConfigFile.read(path(line.matchedOptionValue(CONFIG, ""))));
        }
        for (LocalSetting setting : LocalSettings.all()) {
            if (line.hasMatchedOption(setting.option())) {
                List<String> texts = new ArrayList<>();
                for (String text : line.matchedOption(setting.option()).originalStringValues()) {
                    texts.add(setting.isSwitch() ? "true" : text);
                }
                values.put(setting, new SettingValue(setting.option(), texts));
            }
        }
        return values;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("Invalid path: " + text, CONFIG + " local.json");
        }
    }
}
