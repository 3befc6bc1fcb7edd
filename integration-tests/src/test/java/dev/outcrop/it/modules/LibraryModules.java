package dev.outcrop.it.modules;

import dev.outcrop.Bedrock;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The module of the library and those that it needs, found on the class path of the tests. */
final class LibraryModules {
    static final String NAME = "dev.outcrop";

    private final Map<String, Path> paths = new LinkedHashMap<>();
    private final ModuleDescriptor descriptor;
    private final Path nullness;

    /**
     * @param folder where the library is copied to if it was compiled without its descriptor
     */
    LibraryModules(Path folder) throws Exception {
        Map<String, Path> known = onClassPath();
        Path library = library(folder, known);
        descriptor = Objects.requireNonNull(descriptor(library), "no module in " + library);
        paths.put(NAME, library);
        nullness = Objects.requireNonNull(known.get("org.jspecify"));
        var wanted = new ArrayDeque<>(List.of(descriptor));
        while (!wanted.isEmpty()) {
            for (String name : needed(wanted.remove())) {
                Path path = known.get(name);
                if (path != null && paths.put(name, path) == null) {
                    wanted.add(Objects.requireNonNull(descriptor(path)));
                }
            }
        }
    }

    /** Where each module is: a jar, or a folder of classes. */
    Map<String, Path> paths() {
        return Map.copyOf(paths);
    }

    /** The module path for code that uses the library. */
    Collection<Path> toCompileWith() {
        var all = new ArrayList<>(paths.values());
        all.add(nullness);
        return all;
    }

    /** What must be there at run time, apart from the JDK's modules. */
    static List<String> needed(ModuleDescriptor descriptor) {
        return descriptor.requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .toList();
    }

    ModuleDescriptor descriptor() {
        return descriptor;
    }

    /** The descriptor of the module there; null if there is none. */
    static @Nullable ModuleDescriptor descriptor(Path path) {
        return ModuleFinder.of(path).findAll().stream()
                .map(found -> found.descriptor())
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Path> onClassPath() {
        var known = new LinkedHashMap<String, Path>();
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            ModuleDescriptor found = entry.endsWith(".jar") ? descriptor(Path.of(entry)) : null;
            if (found != null) {
                known.putIfAbsent(found.name(), Path.of(entry));
            }
        }
        return known;
    }

    /** The jar, or the compiled classes, with the descriptor beside them. */
    private static Path library(Path folder, Map<String, Path> known) throws Exception {
        Path classes = location();
        if (Files.isRegularFile(classes) || Files.exists(classes.resolve("module-info.class"))) {
            return classes;
        }
        Path copy = Files.createDirectories(folder.resolve(NAME));
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = copy.resolve(classes.relativize(file).toString());
                if (!Files.isDirectory(file)) {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        JdkTool.JAVAC.run(
                "-proc:none",
                "-d",
                copy.toString(),
                "-p",
                ModuleApp.joined(known.values()),
                "--patch-module",
                NAME + "=" + copy,
                "../core/src/main/java/module-info.java");
        return copy;
    }

    private static Path location() throws IOException {
        try {
            return Path.of(
                    Bedrock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
