package dev.outcrop.it.modules;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** The jar of the library, and those that it needs, found on the class path of the tests. */
final class LibraryModules {
    static final String NAME = "dev.outcrop";

    private final Map<String, Path> paths = new LinkedHashMap<>();
    private final ModuleDescriptor descriptor;
    private final Path nullness;

    private LibraryModules(Path library) {
        Map<String, Path> known = onClassPath();
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

    /** As they are published; skips the test, in one line, where the library is not packaged. */
    static LibraryModules published() throws IOException {
        Path library = location();
        if (!Files.isRegularFile(library)) {
            System.out.println(
                    "no jar: core is not packaged (mvn verify does it), tests of its jar are"
                            + " skipped");
        }
        assumeTrue(Files.isRegularFile(library), "no jar");
        return new LibraryModules(library);
    }

    /** The jar of each module. */
    Map<String, Path> paths() {
        return Map.copyOf(paths);
    }

    /** The jar of the library itself. */
    Path jar() {
        return Objects.requireNonNull(paths.get(NAME));
    }

    /** The module path for code that uses the library. */
    Collection<Path> toCompileWith() {
        var all = new ArrayList<>(paths.values());
        all.add(nullness);
        return all;
    }

    /** What must be there at run time. */
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

    private static Path location() throws IOException {
        try {
            return Path.of(
                    Bedrock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
