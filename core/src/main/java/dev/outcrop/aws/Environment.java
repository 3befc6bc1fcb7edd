package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The environment of the process: variables, system properties, the user's home directory, and the
 * clock. The home directory is found as AWS's tools find it, first in {@code HOME}.
 */
public final class Environment {
    private final UnaryOperator<@Nullable String> variables;
    private final UnaryOperator<@Nullable String> properties;
    private final Path home;
    private final Clock clock;

    private Environment(
            UnaryOperator<@Nullable String> variables,
            UnaryOperator<@Nullable String> properties,
            Path home,
            Clock clock) {
        this.variables = variables;
        this.properties = properties;
        this.home = Objects.requireNonNull(home, "home");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Returns the environment of this process. */
    public static Environment ofProcess() {
        return new Environment(
                System::getenv,
                System::getProperty,
                HomeFolder.of(System::getenv, System.getProperty("user.home")),
                Clock.systemUTC());
    }

    /**
     * Returns an environment with these variables, without system properties. Its home directory is
     * the one named by the variables, such as {@code HOME}, else that of the process.
     */
    public static Environment of(Map<String, String> variables, Clock clock) {
        Map<String, String> copy = Map.copyOf(variables);
        return of(copy, HomeFolder.of(copy::get, System.getProperty("user.home")), clock);
    }

    /** Returns an environment with these variables, without system properties. */
    public static Environment of(Map<String, String> variables, Path home, Clock clock) {
        return new Environment(Map.copyOf(variables)::get, name -> null, home, clock);
    }

    /** Returns this environment with these system properties, in place of those it had. */
    public Environment withProperties(Map<String, String> properties) {
        return new Environment(variables, Map.copyOf(properties)::get, home, clock);
    }

    /** Returns the value of a variable, trimmed; null if unset or blank. */
    public @Nullable String variable(String name) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Returns the value of a system property, trimmed; null if unset or blank. */
    public @Nullable String property(String name) {
        String value = properties.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whether the value of a variable is {@code true}. */
    public boolean isTrue(String name) {
        return "true".equalsIgnoreCase(variable(name));
    }

    /** Describes a missing variable for a message: its name, and whether it is unset or blank. */
    public String missing(String name) {
        return variables.apply(name) == null ? name : name + " (set, but blank)";
    }

    public Path home() {
        return home;
    }

    public Clock clock() {
        return clock;
    }

    /** Does not show variables: they may be secret. */
    @Override
    public String toString() {
        return "Environment[home=" + home + "]";
    }
}
