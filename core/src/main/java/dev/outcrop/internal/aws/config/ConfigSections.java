package dev.outcrop.internal.aws.config;

import dev.outcrop.internal.aws.config.ConfigHeader.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sections of a shared file, or of both. Filled once, then only read. */
final class ConfigSections {
    private final Map<Kind, Map<String, Map<String, String>>> byKind = new EnumMap<>(Kind.class);
    private final Set<String> listed = new HashSet<>();

    /** Profiles that so far only share the properties of another profile. */
    private final Set<String> aliases = new HashSet<>();

    /**
     * Returns the properties of a section, to be filled; those of an earlier equal header are kept.
     */
    Map<String, String> open(Kind kind, String name) {
        Map<String, Map<String, String>> byName = byKind.get(kind);
        if (byName == null) {
            byName = new HashMap<>();
            byKind.put(kind, byName);
        }
        Map<String, String> properties = byName.get(name);
        if (properties == null || (kind == Kind.PROFILE && aliases.remove(name))) {
            properties = new HashMap<>();
            byName.put(name, properties);
        }
        return properties;
    }

    /**
     * Makes the properties of an opened profile available under another name, unless that name has
     * its own.
     */
    void alias(String name, Map<String, String> properties) {
        Map<String, Map<String, String>> profiles = byKind.get(Kind.PROFILE);
        if (profiles != null && profiles.putIfAbsent(name, properties) == null) {
            aliases.add(name);
        }
    }

    void remove(Kind kind, String name) {
        Map<String, Map<String, String>> byName = byKind.get(kind);
        if (byName != null) {
            byName.remove(name);
        }
    }

    /** Adds the name of a profile to {@link #profiles}. */
    void list(String profile) {
        listed.add(profile);
    }

    /** Adds the sections of another file; if both have a property, the other file's wins. */
    void overlay(ConfigSections other) {
        for (Map.Entry<Kind, Map<String, Map<String, String>>> kind : other.byKind.entrySet()) {
            for (Map.Entry<String, Map<String, String>> section : kind.getValue().entrySet()) {
                open(kind.getKey(), section.getKey()).putAll(section.getValue());
            }
        }
        listed.addAll(other.listed);
    }

    /** The properties of a section; null if there is no such section. */
    @Nullable Map<String, String> section(Kind kind, String name) {
        Map<String, Map<String, String>> byName = byKind.get(kind);
        return byName == null ? null : byName.get(name);
    }

    /** A property of a section; null if there is none. */
    @Nullable String property(Kind kind, String section, String name) {
        Map<String, String> properties = section(kind, section);
        return properties == null ? null : properties.get(name);
    }

    /** Returns the names of the profiles to show to a person, in no order. */
    List<String> profiles() {
        return new ArrayList<>(listed);
    }

    /**
     * Returns a property in the lines under another one, such as the URL under a service; or null.
     */
    static @Nullable String subProperty(@Nullable String lines, String name) {
        if (lines == null || !lines.startsWith("\n")) {
            return null;
        }
        String found = null;
        for (String line : lines.substring(1).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).strip().equalsIgnoreCase(name)) {
                found = line.substring(equals + 1).strip();
            }
        }
        return found;
    }

    /** Does not show values: they may be secret. */
    @Override
    public String toString() {
        return "ConfigSections" + listed;
    }
}
