package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What the process was started with: its variables, its system properties, its user's home
 * directory, its clock. The home directory is found as AWS's tools find it, in {@code HOME} first.
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

    /** The real one. */
    public static Environment ofProcess() {
        return new Environment(
                System::getenv,
                System::getProperty,
                HomeFolder.of(System::getenv, System.getProperty("user.home")),
                Clock.systemUTC());
    }

    /**
     * A made-up one, without system properties. Its home is the one that the variables name, as
     * {@code HOME} does, else that of the process.
     */
    public static Environment of(Map<String, String> variables, Clock clock) {
        Map<String, String> copy = Map.copyOf(variables);
        return of(copy, HomeFolder.of(copy::get, System.getProperty("user.home")), clock);
    }

    /** A made-up one, without system properties. */
    public static Environment of(Map<String, String> variables, Path home, Clock clock) {
        return new Environment(Map.copyOf(variables)::get, name -> null, home, clock);
    }

    /** The same with these system properties, in place of those it had. */
    public Environment withProperties(Map<String, String> properties) {
        return new Environment(variables, Map.copyOf(properties)::get, home, clock);
    }

    /** The value of a variable without the space around it; null where unset or blank. */
    public @Nullable String variable(String name) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The value of a system property without the space around it; null where unset or blank. */
    public @Nullable String property(String name) {
        String value = properties.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whether a variable says {@code true}. */
    public boolean isTrue(String name) {
        return "true".equalsIgnoreCase(variable(name));
    }

    /** How a missing variable reads in a message: its name, and whether it is there but blank. */
    public String missing(String name) {
        return variables.apply(name) == null ? name : name + " (set, but blank)";
    }

    public Path home() {
        return home;
    }

    public Clock clock() {
        return clock;
    }

    /** Variables may be secret: shows none. */
    @Override
    public String toString() {
        return "Environment[home=" + home + "]";
    }
}
