package dev.outcrop.cli.config;

import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** The settings of the configuration file, each of which a variable can override. */
public enum Setting {
    MODEL("Model id or alias to use without -m."),
    SYSTEM("System prompt to use without -s."),
    PROFILE("AWS profile to use without --profile."),
    REGION("AWS region to use without --region."),
    SERVER("Server to use without --server."),
    CACHE("Prompt caching without --cache: auto, 5m, 1h or off."),
    THINK("Thinking without --think: low, medium, high, off, or a number of tokens."),
    LOG("Whether conversations are stored: true or false."),
    MARKDOWN("Whether Markdown is rendered on a terminal: true or false."),
    WIDTH("Columns at which text on a terminal is wrapped."),
    APPROVE("Tool calls without --approve: ask, auto or deny.");

    private final String description;

    Setting(String description) {
        this.description = description;
    }

    /**
     * Checks a value, as far as that is possible without the setting of others.
     *
     * @throws UsageException if the setting cannot have it
     */
    public void require(String value) {
        String possible =
                switch (this) {
                    case LOG, MARKDOWN -> "true|false";
                    case APPROVE -> "ask|auto|deny";
                    case CACHE -> "auto|5m|1h|off";
                    case WIDTH -> "\\d{1,5}";
                    case THINK, MODEL, SYSTEM, PROFILE, REGION, SERVER -> "(?s).*";
                };
        if (!value.matches(possible)) {
            throw new UsageException(
                    "Invalid value of " + key() + ": \"" + value + "\". " + description,
                    "outcrop help config");
        }
    }

    /** Returns its name in the file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the variable that overrides the file. */
    public String variable() {
        return "OUTCROP_" + name();
    }

    public String description() {
        return description;
    }

    /** Returns the setting with this name; null if there is none. */
    public static @Nullable Setting of(String key) {
        for (Setting setting : values()) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        return null;
    }
}
