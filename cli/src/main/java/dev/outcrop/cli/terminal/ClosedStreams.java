package dev.outcrop.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Detects whether a standard stream was closed when the JVM started. The first files that the JVM
 * opens get the numbers of such streams: a read of stdin would return the JVM's own classes.
 */
final class ClosedStreams {
    private static final Path DESCRIPTORS = Path.of("/dev/fd");

    private ClosedStreams() {}

    /** Returns whether the stream with this number is a file of the JVM. */
    static boolean isClosed(int number) {
        return isAnyOf(DESCRIPTORS.resolve(String.valueOf(number)), filesOfJvm());
    }

    static boolean isAnyOf(Path stream, List<Path> files) {
        for (Path file : files) {
            try {
                if (Files.isSameFile(stream, file)) {
                    return true;
                }
            } catch (IOException e) {
                // One of them does not exist: a system without such names, or an incomplete path.
            }
        }
        return false;
    }

    private static List<Path> filesOfJvm() {
        var files = new ArrayList<Path>();
        files.add(Path.of(System.getProperty("java.home"), "lib", "modules"));
        for (String entry :
                System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                files.add(Path.of(entry));
            }
        }
        return files;
    }
}
