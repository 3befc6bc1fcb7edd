package dev.outcrop.spark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The jars of core and of the engine. They are inside the jar of this module, so that Spark's class
 * path contains neither them nor other versions of what they use; they are unpacked when they are
 * needed.
 */
final class EngineJars {
    private static final String FOLDER = "META-INF/outcrop/";

    private EngineJars() {}

    /**
     * Unpacks the jars to a folder that is deleted when the process exits. If this class is not in
     * such a jar, as in its own tests, they are those of the class path.
     */
    static List<Path> find() throws IOException {
        URL self = EngineJars.class.getResource("EngineJars.class");
        URLConnection connection = self == null ? null : self.openConnection();
        if (connection instanceof JarURLConnection inJar) {
            inJar.setUseCaches(false);
            try (JarFile jar = inJar.getJarFile()) {
                List<JarEntry> entries =
                        jar.stream()
                                .filter(entry -> entry.getName().startsWith(FOLDER))
                                .filter(entry -> entry.getName().endsWith(".jar"))
                                .toList();
                if (!entries.isEmpty()) {
                    return unpack(jar, entries);
                }
            }
        }
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static List<Path> unpack(JarFile jar, List<JarEntry> entries) throws IOException {
        Path folder = Files.createTempDirectory("outcrop-spark");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        var jars = new ArrayList<Path>();
        for (JarEntry entry : entries) {
            Path file = folder.resolve(entry.getName().substring(FOLDER.length()));
            if (!folder.equals(file.getParent())) {
                throw new IOException("not a name of a file: " + entry.getName());
            }
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, file);
            }
            jars.add(file);
        }
        return jars;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The system deletes its temporary files.
        }
    }
}
