package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds the user's home folder as AWS's SDKs do: {@code HOME}; on Windows also {@code USERPROFILE},
 * then {@code HOMEDRIVE} with {@code HOMEPATH}; then the JVM's. Source: <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html">file location</a>.
 */
final class HomeFolder {
    private HomeFolder() {}

    /**
     * Returns the first candidate that is a valid path.
     *
     * @param ofJvm the system property {@code user.home}, or null
     */
    static Path of(UnaryOperator<@Nullable String> variables, @Nullable String ofJvm) {
        for (String name : names(variables, ofJvm, File.separatorChar == '\\')) {
            try {
                return Path.of(name);
            } catch (InvalidPathException e) {
                // Try the next candidate.
            }
        }
        return Path.of("");
    }

    /** Returns the candidates that are set, in order. */
    static List<String> names(
            UnaryOperator<@Nullable String> variables, @Nullable String ofJvm, boolean windows) {
        var names = new ArrayList<String>();
        add(names, variables.apply("HOME"));
        if (windows) {
            add(names, variables.apply("USERPROFILE"));
            String drive = variables.apply("HOMEDRIVE");
            String path = variables.apply("HOMEPATH");
            add(names, drive == null || path == null ? null : drive + path);
        }
        add(names, ofJvm);
        return names;
    }

    private static void add(List<String> names, @Nullable String name) {
        if (name != null && !name.isBlank()) {
            names.add(name);
        }
    }
}
