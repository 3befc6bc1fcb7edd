package dev.outcrop.cli.local;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A config file: a JSON object whose members are the names of settings. A value is a string, a
 * number or a boolean; settings that can be repeated also accept an array of these.
 */
final class ConfigFile {
    private static final int MOST_BYTES = 1 << 20;

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @throws UsageException if it cannot be read, or has a member that is no setting; the message
     *     names the nearest one
     */
    static Map<LocalSetting, SettingValue> read(Path file) {
        Map<LocalSetting, SettingValue> values = new LinkedHashMap<>();
        parsed(file)
                .members()
                .forEach(
                        (name, json) -> {
                            LocalSetting setting = setting(file, name);
                            String from = name + " in " + file;
                            values.put(setting, new SettingValue(from, texts(setting, from, json)));
                        });
        return values;
    }

    private static Json.Obj parsed(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            String why =
                    e instanceof NoSuchFileException ? "it does not exist" : "it cannot be read";
            throw wrong("Cannot use " + file + ": " + why + ".");
        }
        if (bytes.length > MOST_BYTES) {
            throw wrong(file + " is larger than 1 MB.");
        }
        try {
            if (Json.parse(bytes) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonException e) {
            throw wrong(file + " is not JSON: " + e.getMessage());
        }
        throw wrong(file + " must be a JSON object.");
    }

    private static LocalSetting setting(Path file, String name) {
        List<LocalSetting> all = LocalSettings.all();
        for (LocalSetting setting : all) {
            if (setting.name().equals(name)) {
                return setting;
            }
        }
        String nearest = nearest(name, all);
        throw new UsageException(
                "Unknown setting \"" + name + "\" in " + file + ". Did you mean " + nearest + "?",
                "outcrop help local  lists the settings: the options without --");
    }

    /** The setting with this name in Java, or else with the most similar name. */
    private static String nearest(String name, List<LocalSetting> all) {
        for (LocalSetting setting : all) {
            if (setting.java().contains(name)) {
                return setting.name();
            }
        }
        return NearestName.to(name, all.stream().map(LocalSetting::name).toList());
    }

    private static List<String> texts(LocalSetting setting, String from, Json json) {
        if (setting.isRepeatable() && json instanceof Json.Arr(List<Json> values)) {
            List<String> texts = new ArrayList<>();
            values.forEach(value -> texts.add(text(setting, from, value)));
            return texts;
        }
        return List.of(text(setting, from, json));
    }

    private static String text(LocalSetting setting, String from, Json json) {
        return switch (json) {
            case Json.Str(String text) when !setting.isSwitch() -> text;
            case Json.Num number when !setting.isSwitch() -> number.toString();
            case Json.Bool bool when setting.isSwitch() -> bool.toString();
            default ->
                    throw wrong(
                            "Invalid value of "
                                    + from
                                    + ". Expected: "
                                    + (setting.isSwitch()
                                            ? "true or false."
                                            : setting.isRepeatable()
                                                    ? "a string, or an array of strings."
                                                    : "a string or a number."));
        };
    }

    private static UsageException wrong(String what) {
        return new UsageException(what, "{\"port\": 8080, \"engine\": [\"rehearsal\"]}");
    }
}
