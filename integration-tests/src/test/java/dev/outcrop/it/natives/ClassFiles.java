package dev.outcrop.it.natives;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The files of a module, from its jar or from the folder that it is compiled to. */
final class ClassFiles {
    private ClassFiles() {}

    /** The files beside a class, by name, and those of the libraries inside the published jar. */
    static Map<String, byte[]> of(Class<?> type, String... libraries) throws Exception {
        var files = new TreeMap<String, byte[]>();
        Path home = home(type);
        add(home, files);
        if (Files.isDirectory(home)) {
            for (Path jar : onClassPath(libraries)) {
                add(jar, files);
            }
        }
        return files;
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static List<Path> onClassPath(String... names) {
        var jars = new ArrayList<Path>();
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator, -1)) {
            String file = String.valueOf(Path.of(entry).getFileName());
            if (Arrays.stream(names).anyMatch(name -> file.startsWith(name + "-"))) {
                jars.add(Path.of(entry));
            }
        }
        return jars;
    }

    private static void add(Path home, Map<String, byte[]> files) throws IOException {
        if (Files.isDirectory(home)) {
            try (Stream<Path> all = Files.walk(home)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(home.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return;
        }
        try (var jar = new JarFile(home.toFile())) {
            for (var entry : jar.stream().filter(it -> !it.isDirectory()).toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
    }
}
