package dev.outcrop.spark;

import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a Java for the worker process. */
final class JavaHomes {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"?(\\d{1,4})");

    private JavaHomes() {}

    /**
     * Returns the program {@code java}.
     *
     * @param home absolute, or below the working directory or the folder of the application's
     *     files, where archives are unpacked; null for any that lies beside the Java of this
     *     process
     * @throws IllegalStateException if there is none of that version
     */
    static Path find(@Nullable String home, int oldest) {
        List<Path> places = home == null ? beside() : named(home);
        for (Path place : places) {
            for (Path java : List.of(place.resolve("bin/java"), place.resolve("bin/java.exe"))) {
                if (Files.isExecutable(java) && version(place) >= oldest) {
                    return java.toAbsolutePath();
                }
            }
        }
        throw new IllegalStateException(
                "Outcrop needs Java "
                        + oldest
                        + " or newer for its worker process, and found none in "
                        + places
                        + ". Ship one with spark.archives=java.tar.gz#java and"
                        + " spark.outcrop.worker=java");
    }

    private static List<Path> named(String home) {
        Path path = Path.of(home);
        var places = new ArrayList<Path>(List.of(path.toAbsolutePath()));
        if (!path.isAbsolute()) {
            places.add(Path.of(SparkFiles.getRootDirectory()).resolve(path));
        }
        for (Path place : List.copyOf(places)) { // an archive may have one folder at its top
            places.addAll(folders(place));
        }
        return places;
    }

    private static List<Path> beside() {
        Path parent = Path.of(System.getProperty("java.home")).toAbsolutePath().getParent();
        return parent == null ? List.of() : folders(parent);
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns the version in the file {@code release}; 0 if there is none. */
    private static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
