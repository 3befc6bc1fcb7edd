package dev.outcrop.internal.aws.config;

import dev.outcrop.aws.Environment;

import org.jspecify.annotations.Nullable;

/** The two shared files, read together. Thread-safe. */
final class ConfigFiles {
    private final ConfigFile config;
    private final ConfigFile credentials;
    private @Nullable ConfigSections parsed; // guarded by this

    private ConfigFiles(ConfigFile config, ConfigFile credentials) {
        this.config = config;
        this.credentials = credentials;
    }

    static ConfigFiles read(Environment environment) {
        return new ConfigFiles(
                ConfigFile.read(environment, "AWS_CONFIG_FILE", ".aws/config"),
                ConfigFile.read(environment, "AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials"));
    }

    boolean exist() {
        return config.text() != null || credentials.text() != null;
    }

    boolean mention(String word) {
        return config.mentions(word) || credentials.mentions(word);
    }

    /** Merged as AWS does: where both have a property, the credentials file wins. */
    synchronized ConfigSections parsed() {
        if (parsed == null) {
            ConfigSections keys = credentials.parse(true);
            ConfigSections both = config.parse(false);
            both.overlay(keys);
            parsed = both;
        }
        return parsed;
    }

    String describe() {
        return config.describe() + ", " + credentials.describe();
    }
}
