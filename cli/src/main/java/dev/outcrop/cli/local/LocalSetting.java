package dev.outcrop.cli.local;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * One setting of the emulator. Its name is the option of the command, with {@code --} before it,
 * and the key in the config file.
 *
 * @param label the name of the value in help texts; empty for a switch
 * @param description each line of the help text
 * @param java what it sets in Java: methods of {@code LocalBedrock.Builder}, or a component of
 *     {@code Quotas}, {@code Pacing} or {@code Faults} ({@code Quotas.tokensPerDay})
 * @param effect what a value does
 */
public record LocalSetting(
        String name,
        String label,
        boolean isRepeatable,
        List<String> description,
        List<String> java,
        BiConsumer<LocalSetup, SettingValue> effect) {
    public LocalSetting {
        description = List.copyOf(description);
        java = List.copyOf(java);
    }

    /** Returns a setting with one value. */
    static LocalSetting one(
            String name,
            String label,
            List<String> java,
            BiConsumer<LocalSetup, SettingValue> effect,
            String... description) {
        return new LocalSetting(name, label, false, List.of(description), java, effect);
    }

    /** Returns a setting that can be repeated; in the config file, it can be an array. */
    static LocalSetting many(
            String name,
            String label,
            List<String> java,
            BiConsumer<LocalSetup, SettingValue> effect,
            String... description) {
        return new LocalSetting(name, label, true, List.of(description), java, effect);
    }

    /** Returns a setting that is on or off. */
    static LocalSetting onOff(
            String name,
            List<String> java,
            BiConsumer<LocalSetup, SettingValue> effect,
            String... description) {
        return new LocalSetting(name, "", false, List.of(description), java, effect);
    }

    /** Whether it has no value but on and off. */
    boolean isSwitch() {
        return label.isEmpty();
    }

    /** Returns the option of the command. */
    String option() {
        return "--" + name;
    }
}
